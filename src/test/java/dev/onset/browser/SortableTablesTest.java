package dev.onset.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@BrowserTest
class SortableTablesTest {

  @TempDir Path folder;

  /** A page with a table of one column and nothing else. */
  private void open(Chromium browser, String... cells) throws Exception {
    var rows = new StringBuilder();
    for (int i = 0; i < cells.length; i++) {
      rows.append("<tr>%s<td>%d</td></tr>".formatted(cells[i], i));
    }
    try (var in = dev.onset.report.RunReport.class.getResourceAsStream("tables.js")) {
      var script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      var page = folder.resolve("table.html");
      Files.writeString(
          page,
          """
          <!DOCTYPE html><meta charset="utf-8">
          <table data-sortable><thead><tr><th scope="col">Value</th><th scope="col">Was</th></tr></thead>
          <tbody>%s</tbody></table><script>%s</script>
          """
              .formatted(rows, script));
      browser.open(page, View.light(1280));
    }
  }

  private static void click(Chromium browser, String table, int column) {
    browser.run(
        "document.querySelectorAll(arguments[0] + ' thead button')[arguments[1]].click()",
        table,
        column);
  }

  private static List<String> column(Chromium browser, String table, int column) {
    return browser.list(
        "return [...document.querySelectorAll(arguments[0] + ' tbody tr')]"
            + ".map(row => row.cells[arguments[1]].textContent.trim())",
        table,
        column);
  }

  private static List<String> sorts(Chromium browser, String table) {
    return browser.list(
        "return [...document.querySelectorAll(arguments[0] + ' thead th')]"
            + ".map(th => th.getAttribute('aria-sort') || '')",
        table);
  }

  @Test
  void numbers_are_sorted_by_value_and_what_is_no_number_comes_after_them(Chromium browser)
      throws Exception {
    open(
        browser,
        "<td>1,250</td>",
        "<td></td>",
        "<td>9</td>",
        "<td>–</td>",
        "<td>none</td>",
        "<td>-3.5</td>",
        "<td>12% of all</td>",
        "<td>100 requests/s</td>");
    click(browser, "table", 0);
    assertThat(column(browser, "table", 0))
        .containsExactly("-3.5", "9", "12% of all", "100 requests/s", "1,250", "none", "", "–");
    click(browser, "table", 0);
    assertThat(column(browser, "table", 0))
        .containsExactly("1,250", "100 requests/s", "12% of all", "9", "-3.5", "none", "", "–");
  }

  @Test
  void times_are_sorted_by_their_units_and_names_with_numbers_in_their_order(Chromium browser)
      throws Exception {
    open(browser, "<td>2 s</td>", "<td>300 ms</td>", "<td>1 min</td>", "<td>900 µs</td>");
    click(browser, "table", 0);
    assertThat(column(browser, "table", 0)).containsExactly("900 µs", "300 ms", "2 s", "1 min");

    open(browser, "<td>2.10.0</td>", "<td>2.9.1</td>", "<td>10.0.0</td>", "<td>2.9.0-rc1</td>");
    click(browser, "table", 0);
    assertThat(column(browser, "table", 0))
        .containsExactly("2.9.0-rc1", "2.9.1", "2.10.0", "10.0.0");
  }

  @Test
  void a_given_value_counts_more_than_the_text_and_equal_rows_keep_their_order(Chromium browser)
      throws Exception {
    open(
        browser,
        "<td data-sort='2'>a</td>",
        "<td data-sort='1'>z</td>",
        "<td data-sort='2'>b</td>",
        "<td data-sort=''>0</td>",
        "<td data-sort='2'>c</td>");
    click(browser, "table", 0);
    assertThat(column(browser, "table", 1)).containsExactly("1", "0", "2", "4", "3");
    click(browser, "table", 0);
    assertThat(column(browser, "table", 1)).containsExactly("0", "2", "4", "1", "3");
  }

  @Test
  void one_heading_says_how_the_table_is_sorted(Chromium browser) throws Exception {
    open(browser, "<td>2</td>", "<td>1</td>");
    assertThat(sorts(browser, "table")).containsExactly("", "");
    click(browser, "table", 0);
    assertThat(sorts(browser, "table")).containsExactly("ascending", "");
    click(browser, "table", 0);
    assertThat(sorts(browser, "table")).containsExactly("descending", "");
    click(browser, "table", 1);
    assertThat(sorts(browser, "table")).containsExactly("", "ascending");
  }

  @Test
  void the_keyboard_sorts_and_the_focus_stays(Chromium browser) throws Exception {
    open(browser, "<td>2</td>", "<td>1</td>");
    browser.run("document.querySelector('thead button').focus()");
    browser.pressEnter();
    assertThat(column(browser, "table", 0)).containsExactly("1", "2");
    assertThat(browser.run("return document.activeElement.textContent")).isEqualTo("Value");
  }

  /** The tables of the run page; the numbers of these columns are compared as numbers. */
  @ParameterizedTest
  @ValueSource(strings = {"trials", "outcomes", "latency"})
  void tables_of_the_run_page_are_sorted_by_every_column_of_numbers(String name, Chromium browser)
      throws Exception {
    browser.open(SamplePages.named("run").file(), View.light(1280));
    var table = "#rate [data-table=%s]".formatted(name);
    var headings =
        browser.list(
            "return [...document.querySelectorAll(arguments[0] + ' thead th')].map(th => th.className)",
            table);
    assertThat(headings).contains("n");
    assertThat(browser.count(table + " thead button")).isEqualTo(headings.size());
    for (int i = 0; i < headings.size(); i++) {
      if (headings.get(i).equals("n")) {
        click(browser, table, i);
        var ascending = numbers(column(browser, table, i));
        assertThat(ascending).isSorted();
        click(browser, table, i);
        var descending = new ArrayList<>(numbers(column(browser, table, i)));
        assertThat(descending).isSortedAccordingTo(Comparator.reverseOrder());
        Collections.reverse(descending);
        assertThat(descending).isEqualTo(ascending);
      }
    }
  }

  private static List<Double> numbers(List<String> cells) {
    return cells.stream()
        .map(cell -> cell.replaceAll("[,%]", "").split("\\s")[0])
        .map(Double::valueOf)
        .toList();
  }

  /** Whatever page offers sorting, each of its tables does sort. */
  @Test
  void every_sortable_table_of_every_page_can_be_sorted(Chromium browser) throws Exception {
    for (var page : SamplePages.all()) {
      browser.open(page.file(), View.light(1280));
      assertThat(
              browser.list(
                  """
                  return [...document.querySelectorAll('table[data-sortable]')].filter(table => {
                    const button = table.querySelector('thead button');
                    if (!button) return true;
                    const rows = table.tBodies[0].rows.length;
                    button.click();
                    return button.closest('th').getAttribute('aria-sort') !== 'ascending'
                      || table.tBodies[0].rows.length !== rows;
                  }).map(table => table.outerHTML.slice(0, 120));
                  """))
          .as(page.name())
          .isEmpty();
      assertThat(browser.complaints()).as(page.name()).isEmpty();
    }
  }
}
