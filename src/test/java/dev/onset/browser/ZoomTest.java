package dev.onset.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Charts over time can be looked at in part, with the mouse or the keyboard. */
@BrowserTest
class ZoomTest {

  /** The box of the first chart that can be zoomed, and what it says of its range. */
  private static final String BOX =
      "const box = document.querySelector('[data-zoom-from]');"
          + "const button = what => (box.querySelector(`[data-zoom=${what}]`)"
          + " || box.parentElement.querySelector(`[data-zoom=${what}]`));";

  private static List<Double> range(Chromium browser) {
    return browser.list(BOX + "return [box.dataset.zoomFrom, box.dataset.zoomTo]").stream()
        .map(Double::valueOf)
        .toList();
  }

  private static double width(Chromium browser) {
    return range(browser).get(1) - range(browser).get(0);
  }

  @Test
  void buttons_zoom_in_out_and_back_to_the_whole(Chromium browser) throws Exception {
    browser.open(SamplePages.named("long-run").file(), View.light(1280));
    var whole = range(browser);
    var labels = "return document.querySelector('[data-zoom-from] svg').textContent";
    var drawn = browser.run(labels);

    browser.run(BOX + "button('in').click(); button('in').click();");
    var near = width(browser);
    assertThat(near).isLessThan(whole.get(1) - whole.get(0));
    assertThat(browser.runUntil(now -> !now.equals(drawn), labels)).isNotEqualTo(drawn);

    browser.run(BOX + "button('out').click()");
    assertThat(width(browser)).isGreaterThan(near);

    browser.run(BOX + "button('in').focus()");
    browser.pressEnter();
    assertThat(width(browser)).isLessThan(whole.get(1) - whole.get(0));

    browser.run(BOX + "button('all').click()");
    assertThat(range(browser)).isEqualTo(whole);
    assertThat(browser.runUntil(drawn::equals, labels)).isEqualTo(drawn);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void a_part_of_a_long_chart_can_be_drawn(Chromium browser) throws Exception {
    browser.open(SamplePages.named("long-run").file(), View.light(1280));
    var chart = "echarts.getInstanceByDom(document.querySelector('[data-chart]'))";
    var texts = "return document.querySelector('[data-chart] svg').textContent";
    var whole = browser.run(texts);
    browser.run(chart + ".dispatchAction({ type: 'dataZoom', start: 40, end: 50 })");
    var part = browser.runUntil(now -> !now.equals(whole), texts);
    assertThat(part).isNotEqualTo(whole);
    assertThat(browser.complaints()).isEmpty();
  }
}
