package dev.onset.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.browser.SamplePages.Page;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every page, wide and narrow, light and dark, on paper and without scripts. */
@BrowserTest
class PagesInBrowserTest {

  private static final List<View> SCREENS =
      List.of(View.light(1280), View.dark(1280), View.light(390), View.dark(390));

  /** Looking for barriers takes longest, and no barrier is one of width and colours together. */
  private static final List<View> BOTH_SCHEMES_AND_WIDTHS =
      List.of(View.light(1280), View.dark(390));

  static Stream<Page> pages() throws Exception {
    return SamplePages.all().stream();
  }

  static Stream<Arguments> pagesOnScreens() throws Exception {
    return pages().flatMap(page -> SCREENS.stream().map(view -> Arguments.of(page, view)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("pagesOnScreens")
  void a_page_is_whole_asks_nothing_of_anybody_and_has_no_barriers(
      Page page, View view, Chromium browser) throws Exception {
    browser.open(page.file(), view);
    browser.picture(SamplePages.PICTURES.resolve("%s-%s.png".formatted(page, view)));

    var softly = new SoftAssertions();
    softly.assertThat(PageChecks.overflow(browser)).as("overflow").isEmpty();
    softly.assertThat(browser.count("[data-chart]")).isGreaterThanOrEqualTo(page.charts());
    PageChecks.unfold(browser);
    softly.assertThat(PageChecks.blankCharts(browser)).as("charts without content").isEmpty();
    softly.assertThat(PageChecks.overflow(browser)).as("overflow, unfolded").isEmpty();
    softly.assertThat(browser.complaints()).as("console").isEmpty();
    softly.assertThat(browser.requests()).as("requests").isEmpty();
    if (BOTH_SCHEMES_AND_WIDTHS.contains(view)) {
      softly.assertThat(PageChecks.barriers(browser)).as("barriers").isEmpty();
    }
    softly.assertAll();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void without_scripts_all_answers_and_tables_are_there_and_nothing_that_needs_them(
      Page page, Chromium browser) throws Exception {
    for (var view : List.of(View.light(1280), View.dark(390))) {
      browser.open(page.file(), view.withoutScripts());
      browser.picture(
          SamplePages.PICTURES.resolve("%s-%s.png".formatted(page, view.withoutScripts())));
      PageChecks.unfold(browser);

      assertThat(browser.run("return document.body.innerText").toString()).isNotBlank();
      assertThat(PageChecks.unseen(browser)).as("unseen").isEmpty();
      assertThat(PageChecks.useless(browser)).as("useless without scripts").isEmpty();
      assertThat(PageChecks.overflow(browser)).as("overflow").isEmpty();
      assertThat(browser.complaints()).as("console").isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void paper_shows_all_answers_on_white_and_cuts_nothing_off(Page page, Chromium browser)
      throws Exception {
    browser.open(page.file(), View.onPaper());
    browser.picture(SamplePages.PICTURES.resolve(page + "-paper.png"));

    assertThat(browser.run("return getComputedStyle(document.body).backgroundColor"))
        .isEqualTo("rgb(255, 255, 255)");
    assertThat(PageChecks.overflow(browser)).as("overflow").isEmpty();
    PageChecks.unfold(browser);
    assertThat(PageChecks.unseen(browser)).as("unseen").isEmpty();
  }

  static Stream<Page> pagesWithCharts() throws Exception {
    return pages().filter(page -> page.charts() > 0);
  }

  @ParameterizedTest
  @MethodSource("pagesWithCharts")
  void a_tooltip_shows_numbers_and_breaks_no_rule(Page page, Chromium browser) throws Exception {
    browser.open(page.file(), View.light(1280));
    var chart = "document.querySelector('[data-chart]')";
    browser.run(chart + ".scrollIntoView({block: 'center'})");
    var texts = "return " + chart + ".querySelectorAll('text, tspan').length";
    var before = (Long) browser.run(texts);
    for (double share : new double[] {0.3, 0.5}) {
      browser.point(
          number(
              browser.run(
                  "const r = %s.getBoundingClientRect(); return r.x + r.width * %s"
                      .formatted(chart, share))),
          number(
              browser.run(
                  "const r = %s.getBoundingClientRect(); return r.y + r.height / 2"
                      .formatted(chart))));
    }
    assertThat(
            (Long)
                browser.await(
                    "const done = arguments[0]; setTimeout(() => {"
                        + texts.replace("return", "done(")
                        + ")}, 300)"))
        .isGreaterThan(before);
    assertThat(browser.complaints()).isEmpty();
  }

  private static double number(Object value) {
    return ((Number) value).doubleValue();
  }
}
