package dev.onset.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.browser.SamplePages.Page;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Text from outside is shown as text, whatever it contains. */
@BrowserTest
class HostileTextInBrowserTest {

  static Stream<Page> pages() throws Exception {
    return SamplePages.hostile().stream();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void hostile_text_is_shown_as_text(Page page, Chromium browser) throws Exception {
    browser.open(page.file(), View.light(1280));
    PageChecks.unfold(browser);

    // A dialog that is open would make these calls fail.
    assertThat(browser.run("return document.title").toString()).startsWith("Onset: ");
    assertThat(browser.run("return document.body.textContent").toString())
        .contains(HostileText.SHOWN, HostileText.NAME)
        .doesNotContain("49${", "{{7*7}}49");
    assertThat(browser.count("img, iframe, object, embed, base, form, link, b, [src]")).isZero();
    assertThat(
            browser.list(
                """
                return [...document.querySelectorAll('*')]
                  .filter(e => [...e.attributes].some(a => a.name.startsWith('on')))
                  .map(e => e.outerHTML.slice(0, 120));
                """))
        .as("elements with handlers")
        .isEmpty();
    assertThat(browser.list("return [...document.links].map(a => a.protocol)"))
        .containsOnly("file:");
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.requests()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void only_the_scripts_of_the_page_are_in_it(Page page, Chromium browser) throws Exception {
    browser.open(page.file(), View.light(1280));
    var policy =
        browser
            .run(
                "return document.querySelector('meta[http-equiv=Content-Security-Policy]').content")
            .toString();
    assertThat(policy).doesNotContain("unsafe");
    var allowed = policy.replaceAll(".*script-src ([^;]*);.*", "$1").split(" ");
    assertThat(browser.count("script:not([type='application/json'])")).isEqualTo(allowed.length);
  }
}
