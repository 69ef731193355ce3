package dev.onset.curl;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the options of a command say, sorted out; of those that exclude each other the last one. */
final class Parts {

  final List<Given> urls = new ArrayList<>();
  final CustomHeaders headers;
  final PostData data;
  final Multipart form;
  final Files files;
  final List<Given> queries = new ArrayList<>();
  final List<Given> cookies = new ArrayList<>();
  private final Map<String, Given> last = new HashMap<>();
  private final Remarks remarks;

  Parts(List<Given> given, Attachments attachments, Remarks remarks) {
    this.remarks = remarks;
    this.files = new Files(attachments, remarks);
    this.headers = new CustomHeaders(remarks);
    this.data = new PostData(files);
    this.form = new Multipart(files, remarks);
    var said = new EnumMap<Topic, List<Given>>(Topic.class);
    for (var option : given) {
      last.put(option.option().name(), option);
      switch (option.option().topic().kind()) {
        case PART -> part(option);
        case HARMLESS -> {}
        case SAID -> {
          if (option.on()) {
            said.computeIfAbsent(option.option().topic(), topic -> new ArrayList<>()).add(option);
          }
        }
        case REFUSED -> refuse(option);
      }
    }
    said.forEach(this::say);
  }

  private void part(Given option) {
    switch (option.option().name()) {
      case "url" -> urls.add(option);
      case "header" -> headers.add(option, files);
      case "data", "data-raw", "data-ascii", "data-binary", "data-urlencode", "json" ->
          data.add(option);
      case "form", "form-string" -> form.add(option);
      case "url-query" -> queries.add(option);
      case "cookie" -> cookies.add(option);
      default -> {
        // The last one is kept already.
      }
    }
  }

  private void say(Topic topic, List<Given> options) {
    var names =
        options.stream()
            .map(option -> option.option().shown())
            .distinct()
            .collect(Collectors.joining(", "));
    remarks.note(options.get(0).at(), names + ": " + topic.sentence());
  }

  private void refuse(Given option) {
    if (option.on()) {
      var topic = option.option().topic();
      remarks.refuse(
          option.at(), option.option().shown() + ": " + topic.sentence(), topic.advice());
    }
  }

  /** Whether a switch is on. */
  boolean on(String name) {
    var option = last.get(name);
    return option != null && option.on();
  }

  /** Whether a certificate must verify with what the system trusts. */
  boolean verifies() {
    return !on("insecure") && !last.containsKey("cacert") && !last.containsKey("capath");
  }

  /** The file that is sent with {@code -T}, or null. */
  @Nullable String upload() {
    var upload = last.get("upload-file");
    return upload == null || upload.value().isEmpty() ? null : upload.value();
  }

  /** Whether the data of {@code -d} is the body. */
  boolean posts() {
    return data.isGiven() && !on("get");
  }

  /** The last value of an option, or null. */
  @Nullable Given given(String name) {
    return last.get(name);
  }
}
