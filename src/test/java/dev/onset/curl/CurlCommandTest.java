package dev.onset.curl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.onset.request.Header;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Without a curl to compare with: what is refused, what is said, and where. */
class CurlCommandTest {

  private static final Attachments FILES =
      name -> {
        throw new IOException("there is no such file");
      };

  @Test
  void the_example_of_the_article_is_read() throws Exception {
    var request =
        read(
            """
            curl --location --request POST 'https://gw.example.com/v1/dispatch' \\
            --header 'Authorization: Bearer abc' \\
            --header 'X-Request-Source: load-test' \\
            --header 'Content-Type: application/json' \\
            --data-raw '{"url": "https://b.example.com", "headers": {"X-Api-Key": "\\"n\\""}}'
            """);

    assertThat(request.base()).isEqualTo("https://gw.example.com");
    assertThat(request.path()).isEqualTo("/v1/dispatch");
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.headers().list())
        .containsExactly(
            new Header("Host", "gw.example.com"),
            new Header("User-Agent", "curl/7.88.1"),
            new Header("Accept", "*/*"),
            new Header("Authorization", "Bearer abc"),
            new Header("X-Request-Source", "load-test"),
            new Header("Content-Type", "application/json"),
            new Header("Content-Length", "67"));
    assertThat(request.body().text())
        .hasValue(
            "{\"url\": \"https://b.example.com\", \"headers\": {\"X-Api-Key\": \"\\\"n\\\"\"}}");
    assertThat(request.notes())
        .extracting(Note::line)
        .containsExactly(
            "1:6: -L/--location: Redirects are not followed: what is measured is the first answer. If"
                + " that is a redirect, put the URL it leads to into the command.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        // the shell
        "wget http://h                     | 1:1  | does not begin with curl",
        "~~                                | 1:1  | There is no command in it",
        "# curl http://h                   | 1:1  | There is no command in it",
        "```sh                             | 1:1  | frame of a text in Markdown",
        "X=1 curl http://h                 | 1:1  | does not begin with curl",
        "curl 'http://h                    | 1:6  | quote is not closed",
        "curl \"http://h                   | 1:6  | quote is not closed",
        "curl $'http://h                   | 1:6  | quote is not closed",
        "curl http://h/$ID                 | 1:15 | put a value here",
        "curl \"http://h/${ID}\"           | 1:16 | put a value here",
        "curl -d $(date) http://h          | 1:9  | put a value here",
        "curl -d `date` http://h           | 1:9  | backquotes",
        "curl http://h && echo done        | 1:15 | Another command begins",
        "curl http://h; echo done          | 1:14 | Another command begins",
        "curl http://h/?a=1&b=2            | 1:19 | quotes if it is part of it",
        "curl http://h \\n -d x            | 2:2  | Another command begins",
        "curl http://h \\\\ \\n -d x       | 1:15 | A space follows the backslash",
        "curl http://h < f                 | 1:15 | Input from elsewhere",
        "curl -d (x) http://h              | 1:9  | not take this",
        "curl -d {a,b} http://h            | 1:13 | several words",
        "curl http://h \u2013H x           | 1:15 | typographic dash",
        "curl \u201chttp://h\u201d         | 1:6  | typographic quote",
        "curl -d $'\\\\0' http://h         | 1:11 | zero byte",
        "curl -d $'\\\\ud800' http://h     | 1:11 | no such character",
        // the command prompt and PowerShell
        "curl ^\"http://h                  | 1:7  | quote is not closed",
        "curl ^\"http://h^\" & echo        | 1:19 | To the command prompt",
        "curl ^\"http://h^\" -H \"A: %TOKEN%\" | 1:26 | value of a variable",
        "curl ^\"http://h^\"\\n-d x        | 2:1  | with ^",
        "curl 'http://h' `                 | 1:1  | PowerShell",
        "Invoke-WebRequest -Uri x          | 1:1  | PowerShell",
        // options
        "curl                              | 1:1  | no URL",
        "curl http://h --heder x           | 1:15 | Did you mean --header?",
        "curl http://h --data=x            | 1:15 | write --data and its value with a space",
        "curl http://h --dat x             | 1:15 | --data-ascii, --data-binary",
        "curl http://h --no-header         | 1:15 | --no- form",
        "curl http://h -sJ5                | 1:15 | Check letter 3",
        "curl http://h -                   | 1:15 | lone hyphen",
        "curl http://h -d                  | 1:15 | -d/--data needs a value",
        "curl http://h http://i            | 1:15 | second URL",
        "curl http://h --next http://i     | 1:15 | another request",
        "curl -V                           | 1:6  | curl sends nothing",
        "curl --resolve h:80:1.2.3.4 http://h | 1:6 | another machine",
        "curl --connect-to ::a:1 http://h  | 1:6  | another machine",
        "curl --unix-socket /s http://h    | 1:6  | another machine",
        "curl --digest -u a:b http://h     | 1:6  | target's challenge",
        "curl --aws-sigv4 aws:amz http://h | 1:6  | the moment",
        "curl -E c.pem http://h            | 1:6  | no client certificate",
        "curl -K f http://h                | 1:6  | finds by itself",
        "curl -n http://h                  | 1:6  | Write those parts here",
        "curl -z 2020-01-01 http://h       | 1:6  | If-Modified-Since",
        "curl --tr-encoding http://h       | 1:6  | cannot send",
        // the request
        "curl -d a -F b=c http://h         | 1:1  | refuses this command",
        "curl -I -d a http://h             | 1:1  | refuses this command",
        "curl -X 'a b' http://h            | 1:6  | no HTTP method",
        "curl -d @missing http://h         | 1:6  | cannot be read: there is no such file",
        "curl -T - http://h                | 1:6  | standard input",
        "curl -d @- http://h               | 1:6  | standard input",
        "curl -F a http://h                | 1:6  | NAME=CONTENT",
        "curl -F a=@missing http://h       | 1:6  | --form-string",
        "curl -F 'a=b;type=c' http://h     | 1:6  | content type",
        "curl -F 'a=@b,c' http://h         | 1:6  | Several files",
        "curl -F 'a=b;headers=c' http://h  | 1:6  | headers=",
        "curl -F 'a=(b' http://h           | 1:6  | Forms within forms",
        "curl -F a=b -H Content-Type: http://h | 1:13 | without Content-Type",
        "curl -u me http://h               | 1:6  | asks for the password",
        "curl -b cookies.txt http://h      | 1:6  | file of cookies",
        "curl -r 0-1 -d x http://h         | 1:6  | another header",
        "curl -r x http://h                | 1:6  | no range",
        "curl -H 'A B: c' http://h         | 1:6  | does not allow",
        "curl -H 'Host;' http://h          | 1:6  | one Host",
        "curl -H 'Host:' http://h          | 1:6  | one Host",
        "curl -H 'Transfer-Encoding: chunked' http://h | 1:6 | Transfer-Encoding",
        "curl -H 'Upgrade: websocket' http://h | 1:6 | Upgrade",
        "curl -H 'Content-Length: 5' -d abc http://h | 1:6 | has 3 bytes",
        "curl -H 'Content-Length:' -d abc http://h | 1:6 | has 3 bytes",
        "curl -H $'A: b\\\\nC: d' http://h | 1:6  | A would hold a line break",
        "curl -A $'a\\\\rb' http://h       | 1:6  | User-Agent would hold",
        "curl --request-target '*' http://h | 1:6 | other than a path",
        // the URL
        "curl ''                           | 1:6  | URL is empty",
        "curl 'http://h/a b'               | 1:6  | holds a space",
        "curl ftp://h                      | 1:6  | Only http and https",
        "curl ftp.example.com              | 1:6  | another protocol",
        "curl http:////h                   | 1:6  | too many slashes",
        "curl http://                      | 1:6  | no host",
        "curl http://:80                   | 1:6  | no host",
        "curl h:99999                      | 1:6  | no such port",
        "curl http://h:0                   | 1:6  | no such port",
        "curl http://h:8x                  | 1:6  | no such port",
        "curl http://b\u00fccher.example   | 1:6  | xn--",
        "curl http://127.1                 | 1:6  | usual form of an address",
        "curl http://0x7f000001            | 1:6  | usual form of an address",
        "curl 'http://h/[1-3]'             | 1:6  | several URLs",
        "curl 'http://h/{a,b}'             | 1:6  | several URLs",
        "curl -G -d 'a b' http://h         | 1:1  | --data-urlencode",
      })
  void what_cannot_be_sent_is_refused_with_its_place_and_advice(
      String command, String place, String part) {
    var text = command.strip().replace("\\n", "\n").replace("\\\n", "\\n").replace("\\\\", "\\");

    var refusal = refusal(text);

    assertThat(refusal.mistakes()).as(refusal.getMessage()).hasSize(1);
    assertThat(refusal).hasMessageStartingWith(place + ": ").hasMessageContaining(part);
    assertThat(refusal.getStackTrace()).isEmpty();
  }

  @Test
  void all_mistakes_are_told_at_once_in_their_order() {
    var refusal =
        refusal("curl 'http://h/a b' \\\n  --heder x \\\n  -u me -E cert.pem \\\n  -d \"$BODY\"\n");

    assertThat(refusal.mistakes())
        .extracting(mistake -> mistake.at().toString())
        .containsExactly("1:6", "2:3", "3:3", "3:9", "4:7");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-L                             | -L/--location: Redirects are not followed",
        "--http2                        | --http2: The request is sent in HTTP/1.1.",
        "-x p:1 -U a:hunter2            | -x/--proxy, -U/--proxy-user: No proxy is used",
        "--cacert f --tlsv1.3           | --cacert, --tlsv1.3: The load generator's own TLS settings",
        "--connect-timeout 5            | onset.timeouts.connect",
        "-m 5                           | onset.timeouts.request",
        "--retry 3                      | --retry: A request that fails is counted",
        "--limit-rate 1K                | --limit-rate: How fast",
        "-4                             | -4/--ipv4: The system chooses",
        "--hsts f                       | --hsts: What curl remembers",
        "-H junk                        | curl sends nothing for it",
        "-H 'Connection: close'         | Connection is not sent",
        "-H 'Expect: 100-continue' -d x | curl announces the body",
      })
  void what_is_not_done_is_said(String options, String part) throws Exception {
    assertThat(read("curl http://h " + options).notes())
        .singleElement()
        .satisfies(note -> assertThat(note.text()).contains(part).doesNotContain("hunter2"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-sSvif -o f -O -w x -k -N -# -D f --compressed",
        "--http1.1 -c f -j --max-redirs 3 --no-location --no-retry-connrefused --post301",
        "-a -l -Q x --ftp-pasv --mail-from x --krb y --ssl --tftp-blksize 5",
        "> f 2>&1",
      })
  void what_changes_nothing_is_not_mentioned(String options) throws Exception {
    assertThat(read("curl http://h " + options).notes()).isEmpty();
  }

  @Test
  void a_pipe_is_said_to_be_left_out() throws Exception {
    assertThat(read("curl http://h | jq '.a' | head").notes())
        .extracting(Note::text)
        .containsExactly("What follows the pipe (|) is left out: it only reads the answer.");
  }

  @Test
  void every_option_is_harmless_said_refused_or_part_of_the_request() {
    var without = new ArrayList<String>();
    for (var option : Options.all()) {
      var topic = option.topic();
      boolean explained =
          switch (topic.kind()) {
            case PART, HARMLESS -> topic.sentence().isEmpty();
            case SAID -> topic.sentence().endsWith(".");
            case REFUSED -> topic.sentence().endsWith(".") && topic.advice().endsWith(".");
          };
      if (!explained) {
        without.add(option.name());
      }
    }
    assertThat(without).isEmpty();
    assertThat(Options.all()).hasSizeGreaterThan(250);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "curl http://h/ -u hunter2",
        "curl 'http://u:hunter2@h/ x'",
        "curl 'http://h/?token=hunter2 x'",
        "curl http://h -H 'Author ization: hunter2'",
        "curl http://h -d @hunter2",
        "curl http://h --hunter2=x",
        "curl http://h --hunter2",
        "curl http://h -hunter2",
        "curl http://h hunter2",
        "curl http://h -d \"pa$hunter2\"",
        "curl http://h -d `hunter2`",
        "curl http://h -d 'hunter2",
        "curl http://h -b hunter2",
        "curl http://h -F hunter2",
        "curl http://h -X 'hunter2 '",
        "curl http://h -r hunter2",
        "curl http://h -H $'A: hunter2\\n'",
        "curl http://h -E hunter2 --digest --resolve hunter2:1:1",
        "curl ^\"http://h^\" -H ^\"A: %hunter2%",
        "hunter2",
      })
  void nothing_of_the_command_is_quoted(String command) {
    assertThatThrownBy(() -> read(command))
        .isInstanceOf(UnreadableCommand.class)
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void a_request_shows_no_secret_when_it_is_printed() throws Exception {
    var request =
        read(
            "curl 'http://u:hunter2@h/?k=hunter2' -H 'X: hunter2' -d hunter2 -x http://u:hunter2@p");

    assertThat(request.toString()).doesNotContain("hunter2").contains("X", "Authorization");
  }

  @Test
  void a_place_is_counted_in_characters() {
    assertThat(refusal("curl -d '\u00e4\u2192\ud83d\ude00' --heder http://h").mistakes())
        .extracting(mistake -> mistake.at().toString())
        .containsExactly("1:15");
  }

  @Test
  void prompts_and_paths_before_curl_are_accepted() throws Exception {
    for (var beginning :
        List.of("$ curl", "/usr/bin/curl", "curl.exe", "\n\n  curl", "\ufeffcurl")) {
      assertThat(read(beginning + " http://h").method()).isEqualTo("GET");
    }
  }

  private static CurlRequest read(String text) throws UnreadableCommand {
    return CurlCommand.parse(text, FILES, CurlCommand.BOUNDARY);
  }

  private static UnreadableCommand refusal(String text) {
    var refusal = catchThrowableOfType(UnreadableCommand.class, () -> read(text));
    assertThat(refusal).as(text).isNotNull();
    return refusal;
  }
}
