package dev.onset.configured;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.record.Configured;
import dev.onset.record.Configured.Limit;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each case as NGINX itself treats it: nginx.org, and the sources that the classes name. */
class NginxReadingTest {

  private static final String ZONES =
      """
      limit_req_zone $binary_remote_addr zone=ten:1m rate=10r/s;
      limit_req_zone $binary_remote_addr zone=half:1m rate=30r/m;
      limit_req_zone $server_name zone=bare:1m rate=7;
      limit_conn_zone $binary_remote_addr zone=conn:1m;
      """;

  private static Configured read(String text, String path) throws UnreadableDefinition {
    return Definitions.read(
        Map.of("nginx.conf", text), new Request("GET", path, "api.example.com", 8080));
  }

  private static Configured http(String http, String path) throws UnreadableDefinition {
    return read("http {" + ZONES + http + "}", path);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "limit_req zone=ten;                  | 10/s, no burst",
        "limit_req zone=ten burst=5;          | 10/s, burst 5",
        "limit_req zone=ten burst=5 nodelay;  | 10/s, burst 5",
        "limit_req zone=half;                 | 0.5/s (30r/m), no burst",
        "limit_req zone=bare;                 | 7/s, no burst",
        "limit_conn conn 20;                  | 20 at once",
        "proxy_read_timeout 1m30s;            | 90 s",
        "proxy_read_timeout 1500ms;           | 1.5 s",
        "proxy_connect_timeout 5;             | 5 s",
      })
  void a_directive_says(String directive, String value) throws Exception {
    assertThat(http("server { listen 8080; " + directive + " }", "/").limits())
        .extracting(Limit::value)
        .containsExactly(value);
  }

  @Test
  void all_limits_of_one_level_hold_and_none_of_the_level_above() throws Exception {
    var found =
        http(
            """
            limit_req zone=bare;
            limit_conn conn 9;
            server { listen 8080;
              location / { limit_req zone=ten burst=2; limit_req zone=half; } }
            """,
            "/");
    assertThat(found.limits())
        .extracting(Limit::value)
        .containsExactly("10/s, burst 2", "0.5/s (30r/m), no burst", "9 at once");
  }

  @ParameterizedTest(name = "{0} is for {1}")
  @CsvSource({
    "/exact, 1",
    "/exact/, 2",
    "/exact/a.png, 3",
    "/static/a.png, 4",
    "/static/deep/a.PNG, 5",
    "/static/deep/a, 6",
    "/a.php, 7",
    "/a.PHP, 8",
    "/v1/orders/77, 9",
    "/v1/orders/x, 2",
    "/%65xact, 1",
    "//exact, 1",
    "/x/../exact?a=b, 1",
    "/glued, 10",
  })
  void the_location_is_the_one_that_nginx_takes(String path, int location) throws Exception {
    var zones = new StringBuilder();
    for (int i = 1; i <= 10; i++) {
      zones.append("limit_req_zone a zone=z%d:1m rate=%dr/s;%n".formatted(i, i));
    }
    var found =
        read(
            "http {"
                + zones
                + """
                server { listen 8080;
                  location / { limit_req zone=z2; }
                  location = /exact { limit_req zone=z1; }
                  location ~ \\.php$ { limit_req zone=z7; }
                  location ~* \\.php$ { limit_req zone=z8; }
                  location ~ \\.png$ { limit_req zone=z3; }
                  location ~ "^/v1/orders/[0-9]{1,9}$" { limit_req zone=z9; }
                  location ^~ /static/ { limit_req zone=z4;
                    location /static/deep/ { limit_req zone=z6;
                      location ~* \\.png$ { limit_req zone=z5; } } }
                  location =/glued { limit_req zone=z10; }
                  location @named { limit_req zone=z2; }
                } }
                """,
            path);
    assertThat(found.limits()).extracting(Limit::value).containsExactly(location + "/s, no burst");
  }

  @Test
  void a_regular_expression_that_explodes_is_noted() throws Exception {
    var found =
        http(
            "server { listen 8080; location ~ ^/.*.*.*.*.*b$ { limit_req zone=ten; } }",
            "/" + "a".repeat(90));
    assertThat(found.limits()).isEmpty();
    assertThat(found.notes()).singleElement().asString().contains("not evaluated");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "listen 8080; server_name api.example.com | listen 8080 default_server          | 10/s, no burst",
        "listen 8080; server_name *.example.com   | listen 8080; server_name other      | 10/s, no burst",
        "listen 8080; server_name other           | listen 8080; server_name .example.com | 0.5/s (30r/m), no burst",
        "listen 8080                              | listen 127.0.0.1:8080 default_server | 0.5/s (30r/m), no burst",
        "listen 80                                | listen [::]:8080                    | 0.5/s (30r/m), no burst",
        "listen 8080; server_name ~^web           | listen 8080; server_name ~^api      | 0.5/s (30r/m), no burst",
        "listen 80                                | listen 81                           | 10/s, no burst",
      })
  void the_server_is_chosen_by_port_and_name(String first, String second, String value)
      throws Exception {
    var found =
        http(
            "server { %s; limit_req zone=ten; } server { %s; limit_req zone=half; }"
                .formatted(first, second),
            "/");
    assertThat(found.limits()).extracting(Limit::value).containsExactly(value);
    assertThat(found.notes()).isNotEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "limit_req zone=ten; return 200;              | answers before any limit is looked at",
        "limit_req zone=ten; limit_req_dry_run on;    | is a dry run",
        "limit_conn conn 5; limit_conn_dry_run on;    | is a dry run",
        "limit_req zone=gone;                         | uses zone gone",
        "include limits/*.conf;                       | includes limits/*.conf",
        "if ($http_x) { return 403; }                 | is a condition",
        "rewrite ^ /other;                            | may lead to another location",
        "limit_rate 10k;                              | is 10k: read, and no limit by itself",
      })
  void what_does_not_count_is_noted(String directives, String note) throws Exception {
    var found = http("server { listen 8080; " + directives + " }", "/");
    assertThat(found.limits()).isEmpty();
    assertThat(found.notes()).anySatisfy(each -> assertThat(each).contains(note));
  }
}
