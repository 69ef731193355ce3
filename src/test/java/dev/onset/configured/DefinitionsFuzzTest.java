package dev.onset.configured;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Nothing but the documented exception comes out, whatever is in a file. */
class DefinitionsFuzzTest {

  private static final String[] SEEDS = {
    "{\"api_id\":\"a\",\"proxy\":{\"listen_path\":\"/\"},\"global_rate_limit\":{\"rate\":200,\"per\":1},"
        + "\"version_data\":{\"versions\":{\"D\":{\"extended_paths\":{\"rate_limit\":[{\"path\":\"/{id}\",\"rate\":1,\"per\":2}]}}}}}",
    "{\"openapi\":\"3\",\"x-tyk-api-gateway\":{\"upstream\":{\"rateLimit\":{\"enabled\":true,\"rate\":1,\"per\":\"1m\"}}}}",
    "{\"rate\":10,\"per\":1,\"quota_max\":5,\"access_rights\":{\"a\":{\"limit\":{\"rate\":1,\"per\":1}}}}",
    "limit_req_zone $binary_remote_addr zone=a:1m rate=10r/s;\nserver { listen 80; location / {"
        + " limit_req zone=a burst=2 nodelay; limit_conn a 3; proxy_read_timeout 1m; } }",
    "openapi: 3.0.3\npaths:\n  /x/{id}:\n    get:\n      x-ratelimit: {limit: 100, period: 60}\n",
    "openapi: 3.0.3\nx-rate-limit: 120/min\nx-ratelimit-limit: 3\nx-ratelimit-period: 60s\n"
  };
  private static final String SPECIAL =
      "{}[]\"':;,#$\\/-&*!|>%@~ \n\t0123456789.eEzsm\u0000\u2028é";

  @Test
  void nothing_else_is_thrown() {
    long seed = Long.getLong("fuzz.seed", 20_261_123L);
    int count = Integer.getInteger("fuzz.inputs", 3_000);
    System.out.println("seed " + seed);
    var random = new Random(seed);
    var request = new Request("GET", "/x/1", "localhost", 80);
    for (int i = 0; i < count; i++) {
      var text = mutated(random);
      try {
        Definitions.read(Map.of(random.nextBoolean() ? "a.yaml" : "a", text), request);
      } catch (UnreadableDefinition expected) {
        // That is what it is for.
      } catch (RuntimeException | StackOverflowError e) {
        throw new AssertionError("input " + i + ": " + text, e);
      }
    }
  }

  private static String mutated(Random random) {
    var text = new StringBuilder(SEEDS[random.nextInt(SEEDS.length)]);
    for (int i = random.nextInt(6); i >= 0; i--) {
      int at = random.nextInt(text.length() + 1);
      switch (random.nextInt(4)) {
        case 0 -> text.insert(at, SPECIAL.charAt(random.nextInt(SPECIAL.length())));
        case 1 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(8)));
        case 2 ->
            text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(30))));
        default ->
            text.replace(
                at,
                Math.min(text.length(), at + 1),
                String.valueOf(SPECIAL.charAt(random.nextInt(SPECIAL.length()))));
      }
    }
    return text.toString();
  }
}
