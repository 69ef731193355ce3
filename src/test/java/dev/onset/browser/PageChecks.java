package dev.onset.browser;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Questions about the page that is open; every answer is a list of what is wrong. */
final class PageChecks {

  /** Rules of WCAG 2.1 up to level AA, and what is good practice beyond it. */
  private static final List<String> RULES =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice");

  private PageChecks() {}

  /** Unfolds what is folded, so that it is looked at too. */
  static void unfold(Chromium browser) {
    browser.run("document.querySelectorAll('details').forEach(d => { d.open = true; });");
  }

  /** The elements by which the page is wider than its window. */
  static List<String> overflow(Chromium browser) {
    return browser.list(
        """
        const room = document.documentElement.clientWidth;
        const wide = document.scrollingElement.scrollWidth;
        if (wide <= room) return [];
        const scrolls = e => e && (getComputedStyle(e).overflowX !== 'visible' || scrolls(e.parentElement));
        const culprits = [...document.querySelectorAll('body *')]
          .filter(e => e.getBoundingClientRect().right > room + 0.5 && !scrolls(e.parentElement))
          .map(e => e.outerHTML.slice(0, 120) + ' ends at ' + e.getBoundingClientRect().right);
        return [`page is ${wide} px wide in a window of ${room} px`, ...culprits.slice(-3)];
        """);
  }

  /** The charts that show nothing. */
  static List<String> blankCharts(Chromium browser) {
    return browser.list(
        """
        const blank = box => {
          const canvas = box.querySelector('canvas');
          if (canvas) {
            const other = document.createElement('canvas');
            other.width = canvas.width;
            other.height = canvas.height;
            return canvas.toDataURL() === other.toDataURL();
          }
          const svg = box.querySelector('svg');
          if (!svg || svg.clientWidth < 100 || svg.clientHeight < 40) return true;
          const drawn = [...svg.querySelectorAll('path, polyline, rect, circle')].filter(mark => {
            const size = mark.getBBox();
            return size.width > 0 || size.height > 0;
          });
          return drawn.length < 3 || !svg.querySelector('text');
        };
        return [...document.querySelectorAll('[data-chart]')].filter(blank)
          .map(box => box.dataset.chart);
        """);
  }

  /** Answers and tables that are there but cannot be seen. Expects the page unfolded. */
  static List<String> unseen(Chromium browser) {
    return browser.list(
        """
        const seen = e => e.getClientRects().length > 0 && getComputedStyle(e).visibility === 'visible'
          && e.getBoundingClientRect().height > 0;
        return [...document.querySelectorAll('h1, h2, h3, .statement, .badge, table, tbody tr, .facts dd')]
          .filter(e => e.textContent.trim() && !seen(e))
          .map(e => e.outerHTML.slice(0, 120));
        """);
  }

  /** What only a script could fill or serve: chart boxes, buttons, fields. */
  static List<String> useless(Chromium browser) {
    return browser.list(
        """
        return [...document.querySelectorAll('[data-chart], button, input, select')]
          .filter(e => e.getBoundingClientRect().height > 0)
          .map(e => e.outerHTML.slice(0, 120));
        """);
  }

  /** Barriers to people who do not use the page by eye and mouse alone. */
  static List<String> barriers(Chromium browser) throws IOException {
    browser.run(axe());
    var found =
        (List<?>)
            browser.await(
                """
                const done = arguments[arguments.length - 1];
                const options = { runOnly: { type: 'tag', values: arguments[0] }, resultTypes: ['violations'] };
                // Long tables repeat themselves; each row more only takes time.
                const page = { exclude: [['tbody tr:nth-child(n + 25)']] };
                window.axe.run(page, options).then(
                  result => done(result.violations.flatMap(rule => rule.nodes.slice(0, 3).map(
                    node => `${rule.id}: ${rule.help}: ${node.html.slice(0, 160)} ${node.failureSummary}`))),
                  error => done(['axe failed: ' + error]));
                """,
                RULES);
    return found.stream().map(String::valueOf).toList();
  }

  private static String axe() throws IOException {
    try (var in = PageChecks.class.getResourceAsStream("/axe.min.js")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
