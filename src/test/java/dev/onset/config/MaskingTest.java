package dev.onset.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskingTest {

  private static Masking of(Map<String, String> headers, String path, String body) {
    return Masking.of(
        new TargetSettings(null, "POST", path, headers, body), new Secrets(Set.of("x-tenant")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"max_tokens\": 1000}",
        "{\"max_completion_tokens\": 1000}",
        "{\"maxOutputTokens\": 1000}"
      })
  void a_number_of_tokens_is_no_secret(String body) {
    assertThat(of(Map.of(), "/", body).apply("10000 left")).isEqualTo("10000 left");
  }

  private static Masking of(Map<String, String> headers) {
    return of(headers, "/", "");
  }

  @ParameterizedTest
  @CsvSource({
    "Authorization, Bearer abcdef123, the token abcdef123 has expired",
    "Authorization, Bearer abcdef123, you sent Bearer abcdef123",
    "X-Api-Key, abcdef123, key=abcdef123",
    "X-Tenant, abcdef123, tenant abcdef123 has no quota left",
    "X-Anything, Bearer abcdef123, abcdef123",
    "Cookie, theme=dark; sid=abcdef123, unknown session abcdef123"
  })
  void what_a_header_keeps_secret_is_masked_in_any_text(String name, String value, String said) {
    assertThat(of(Map.of(name, value)).apply(said)).doesNotContain("abcdef123").contains("***");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"password\": \"abcdef123\"}",
        "{\"user\":{\"client_secret\":\"abcdef123\"}}",
        "user=me&password=abcdef123",
        "{\"api_key\": 7654321, \"token\":\"abcdef123\"}",
        "<login><user>me</user><password>abcdef123</password></login>",
        "<l:login><l:password type='text'>abcdef123</l:password></l:login>",
        "<login user=\"me\" password=\"abcdef123\"/>",
        "<login password = 'abcdef123' user='me'/>",
        "--x\r\nContent-Disposition: form-data; name=\"user\"\r\n\r\nme\r\n--x\r\n"
            + "Content-Disposition: form-data; name=\"password\"\r\n\r\nabcdef123\r\n--x--\r\n",
        "--x\nContent-Disposition: form-data; name=\"api_key\"; filename=\"k\"\n"
            + "Content-Type: text/plain\n\nabcdef123\n--x--\n"
      })
  void what_a_body_keeps_secret_is_masked(String body) {
    var masking = of(Map.of(), "/", body);

    assertThat(masking.apply("bad: abcdef123")).isEqualTo("bad: ***");
    assertThat(masking.apply(body)).doesNotContain("abcdef123");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"auth\": {\"user\": \"abcdef123\"}}",
        "{\"keys\": [\"other\", \"abcdef123\"]}",
        "{\"a\": [{\"apiKey\": {\"values\": [{\"v\": \"abcdef123\"}]}}]}",
        "{\"auth\": {\"a\": {}, \"b\": \"abcdef123\"}}",
        "{\"token\": \"abc\\u0064ef123\"}",
        "{\"auth\": {\"user\": \"abcdef123\"}, cut short"
      })
  void what_stands_below_a_secret_name_in_json_is_masked_without_its_escapes(String body) {
    assertThat(of(Map.of(), "/", body).apply("bad: abcdef123")).isEqualTo("bad: ***");
  }

  @Test
  void what_stands_beside_a_secret_name_in_json_stays() {
    var body =
        "{\"auth\": {\"user\": \"abcdef123\"}, \"city\": \"Lisbon\", \"tokens\": [], \"x\":"
            + " \"Porto\", \"keep_session\": true}";

    assertThat(of(Map.of(), "/", body).apply("Lisbon Porto true abcdef123"))
        .isEqualTo("Lisbon Porto true ***");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kEy/va\"l+ue<11>=='é&",
        // JSON as most write it, as PHP does, and as Gson does
        "kEy/va\\\"l+ue<11>=='é&",
        "kEy\\/va\\\"l+ue<11>=='\\u00e9&",
        "kEy/va\\\"l+ue\\u003c11\\u003e\\u003d\\u003d\\u0027é\\u0026",
        // percent-encoded: by Java, by Python, by NGINX and .NET
        "kEy%2Fva%22l%2Bue%3C11%3E%3D%3D%27%C3%A9%26",
        "kEy/va%22l%2Bue%3C11%3E%3D%3D%27%C3%A9%26",
        "kEy%2fva%22l%2bue%3c11%3e%3d%3d'%c3%a9%26",
        // HTML
        "kEy/va&quot;l+ue&lt;11&gt;==&#39;&#xE9;&amp;",
        "kEy&#x2F;va&#34;l&#43;ue&lt;11&gt;&#061;=&#x27;é&amp;"
      })
  void a_secret_is_masked_however_it_is_escaped(String said) {
    var masking = of(Map.of("X-Api-Key", "kEy/va\"l+ue<11>=='é&"));

    assertThat(masking.apply("<" + said + ">")).isEqualTo("<***>");
  }

  @Test
  void a_secret_of_signs_only_is_masked_too() {
    assertThat(of(Map.of("X-Api-Key", "!/+=!")).apply("a !/+=! and %21%2F%2B%3D%21"))
        .isEqualTo("a *** and ***");
    assertThat(of(Map.of("X-Api-Key", "!/+=!")).apply("!/_=! !.+=! %21%2F%2B%3E%21"))
        .isEqualTo("!/_=! !.+=! %21%2F%2B%3E%21");
  }

  @ParameterizedTest
  @CsvSource({"sig, true", "sign, true", "x_sig, true", "design, false", "signal, false"})
  void a_signature_goes_by_its_short_names_too(String name, boolean secret) {
    var masking = of(Map.of(), "/a?%s=abcdef123".formatted(name), "");

    assertThat(masking.apply("abcdef123")).isEqualTo(secret ? "***" : "abcdef123");
  }

  @Test
  void a_query_parameter_is_masked_encoded_and_decoded() {
    var masking = of(Map.of(), "/a?page=2&token=ab%2Fcd%20ef", "");

    assertThat(masking.apply("ab%2Fcd%20ef ab/cd ef page=2")).isEqualTo("*** *** page=2");
  }

  @Test
  void a_password_of_basic_authentication_is_masked_in_clear_text_too() {
    var value = Base64.getEncoder().encodeToString("me:hunter22".getBytes());
    var masking = of(Map.of("Authorization", "Basic " + value));

    assertThat(masking.apply("user me, password hunter22, sent " + value))
        .isEqualTo("user me, password ***, sent ***");
  }

  @Test
  void what_was_sent_plain_is_masked_in_base64() {
    var masking = of(Map.of("X-Api-Key", "abcdef123"));

    assertThat(masking.apply(Base64.getEncoder().encodeToString("abcdef123".getBytes())))
        .isEqualTo("***");
  }

  @Test
  void what_is_not_secret_stays() {
    var masking =
        of(Map.of("Accept", "application/json"), "/orders?page=27", "{\"name\":\"Bolt\"}");

    assertThat(masking.apply("application/json Bolt 27")).isEqualTo("application/json Bolt 27");
  }

  @Test
  void the_longer_of_two_secrets_goes_first() {
    var masking = of(Map.of("X-Api-Key", "abcd", "X-Token", "abcdefgh"));

    assertThat(masking.apply("abcdefgh abcd")).isEqualTo("*** ***");
  }

  @Test
  void texts_that_are_too_short_to_be_secrets_would_only_make_holes() {
    assertThat(of(Map.of("X-Api-Key", "abc")).apply("abc")).isEqualTo("abc");
  }

  @Test
  void credentials_are_masked_whatever_their_header() {
    var target =
        new TargetSettings(null, "GET", "/", Map.of(), "")
            .knownBy("X-Caller", Map.of("alice", "abcdef123"));

    assertThat(Masking.of(target, Secrets.USUAL).apply("caller abcdef123")).isEqualTo("caller ***");
  }

  @Test
  void it_never_shows_what_it_masks() {
    assertThat(of(Map.of("X-Api-Key", "abcdef123")).toString()).doesNotContain("abcdef123");
  }

  @Test
  void what_becomes_known_while_it_runs_is_masked_by_the_same_rules() {
    var more = of(Map.of("X-Tenant", "tenant-9")).more();
    more.header("Set-Cookie", "sid=cookie-1; Path=/account; Max-Age=3600");
    more.header("Authorization", "Bearer token-2");
    more.header("Server", "nginx");
    more.value("accessToken", "saved-3");
    more.value("item", "apple");
    more.text("{\"refresh_token\": \"body-4\", \"page\": \"second\"}");

    assertThat(
            more.masking()
                .apply("cookie-1 token-2 saved-3 body-4 tenant-9 /account 3600 nginx apple second"))
        .isEqualTo("*** *** *** *** *** /account 3600 nginx apple second");
  }

  @Test
  void with_nothing_new_the_masking_stays_the_same() {
    var masking = of(Map.of());

    assertThat(masking.more().masking()).isSameAs(masking);
  }
}
