package dev.onset.report;

import dev.onset.compare.OnsetChange;
import dev.onset.compare.Place;
import dev.onset.search.OnsetStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Two places of one onset on one line of loads, as SVG that scales with its box: solid where it
 * begins, dashed towards an open end.
 */
final class IntervalPicture {

  private static final int BASELINE_Y = 24;
  private static final int CANDIDATE_Y = 50;
  private static final int AXIS_Y = 66;
  private static final int HEIGHT = 86;

  private final StringBuilder svg = new StringBuilder();
  private final Scale scale;

  private IntervalPicture(Scale scale) {
    this.scale = scale;
  }

  /** The picture, or an empty text when neither place has a bound. */
  static String of(OnsetChange onset, String title) {
    var loads = new ArrayList<Double>();
    collect(onset.baseline(), loads);
    collect(onset.candidate(), loads);
    if (loads.isEmpty()) {
      return "";
    }
    return new IntervalPicture(Scale.of(loads)).draw(onset, title);
  }

  private static void collect(Place place, List<Double> loads) {
    if (place.lower() != null) {
      loads.add(place.lower());
    }
    if (place.upper() != null) {
      loads.add(place.upper());
    }
  }

  private String draw(OnsetChange onset, String title) {
    add("<svg class=\"interval\" role=\"img\" width=\"100%%\" height=\"%d\">", HEIGHT);
    add("<title>%s</title>", Markup.escaped(title));
    add("<line class=\"rule\" x1=\"0\" x2=\"100%%\" y1=\"%1$d\" y2=\"%1$d\"/>", AXIS_Y);
    for (var tick : scale.ticks()) {
      add(
          "<line class=\"rule\" x1=\"%1$s\" x2=\"%1$s\" y1=\"%2$d\" y2=\"%3$d\"/>",
          scale.at(tick), AXIS_Y, AXIS_Y + 4);
      add(
          "<text class=\"tick\" x=\"%s\" y=\"%d\">%s</text>",
          scale.at(tick), HEIGHT - 3, Figures.quantity(tick));
    }
    row("baseline", BASELINE_Y, onset.baseline());
    row("candidate", CANDIDATE_Y, onset.candidate());
    add("</svg>");
    return svg.toString();
  }

  private void row(String name, int y, Place place) {
    add("<text class=\"side\" x=\"0\" y=\"%d\">%s</text>", y - 8, name);
    var lower = place.lower();
    var upper = place.upper();
    var open = place.status() == OnsetStatus.UNDECIDED;
    if (lower != null && upper != null && !open) {
      line(name, y, scale.at(lower), scale.at(upper), "");
    } else if (lower != null && upper == null) {
      // From here on, nobody knows.
      line(name, y, scale.at(lower), "100%", " open");
    } else if (upper != null && lower == null) {
      line(name, y, "0%", scale.at(upper), " open");
    } else if (lower != null && upper != null) {
      line(name, y, scale.at(lower), scale.at(upper), " open");
    }
    if (place.estimate() != null && !open) {
      add(
          "<circle class=\"estimate\" cx=\"%s\" cy=\"%d\" r=\"3.5\"/>",
          scale.at(place.estimate()), y);
    }
  }

  private void line(String name, int y, String from, String to, String more) {
    add(
        "<line class=\"span %s%s\" x1=\"%s\" x2=\"%s\" y1=\"%5$d\" y2=\"%5$d\"/>",
        name, more, from, to, y);
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }
}
