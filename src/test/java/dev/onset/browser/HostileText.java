package dev.onset.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.onset.record.ExperimentJson;
import dev.onset.record.ExperimentJson.UnreadableExperiment;
import dev.onset.record.ExperimentRecord;
import java.util.ArrayList;
import java.util.List;

/** Text that wants to be markup, script or template, in every place that takes text. */
final class HostileText {

  /** What may be the name of a folder. */
  static final String NAME =
      "a\"'><img src=x onerror=alert(1)><b onmouseover=alert(1)>{{7*7}}${7*7}\u2028\u202Eend";

  static final String TEXT =
      "</script><script>alert(1)</script><!--<script>]]></title></style><svg onload=alert(1)>"
          + "\"onmouseover=\"alert(1)\" javascript:alert(1) "
          + NAME;

  /**
   * How that is shown when it comes from a record: what would turn the text around it, written out.
   */
  static final String SHOWN = TEXT.replace("\u202E", "\\u202e");

  private static final JsonMapper JSON = new JsonMapper();

  private HostileText() {}

  /** The experiment with hostile text for every text that is not one of a few known words. */
  static String in(ExperimentRecord experiment) throws Exception {
    var tree = (ObjectNode) JSON.readTree(ExperimentJson.write(experiment));
    for (var kernel : tree.findValues("kernel")) {
      if (kernel instanceof ObjectNode counters) {
        counters.put(TEXT, 7);
      }
    }
    replaceTexts(tree, tree);
    return JSON.writeValueAsString(tree);
  }

  private static void replaceTexts(ObjectNode root, JsonNode node) {
    if (node instanceof ObjectNode object) {
      for (var name : List.copyOf(names(object))) {
        var old = object.get(name);
        if (old.isTextual()) {
          object.set(name, TextNode.valueOf(TEXT));
          if (!readable(root)) {
            object.set(name, old);
          }
        }
        replaceTexts(root, old);
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        var old = array.get(i);
        if (old.isTextual()) {
          array.set(i, TextNode.valueOf(TEXT));
          if (!readable(root)) {
            array.set(i, old);
          }
        }
        replaceTexts(root, old);
      }
    }
  }

  private static List<String> names(ObjectNode object) {
    var names = new ArrayList<String>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static boolean readable(ObjectNode root) {
    try {
      ExperimentJson.read(JSON.writeValueAsString(root));
      return true;
    } catch (UnreadableExperiment e) {
      return false;
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
