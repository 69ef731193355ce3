package dev.onset.record;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import dev.onset.outcome.Phase;
import dev.onset.search.Onset;
import dev.onset.search.OnsetStatus;
import dev.onset.search.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One experiment as it is kept: everything a report, a comparison or a later version needs.
 *
 * <p>Serialised by {@link ExperimentJson}; the property names are a stable contract. Unknown values
 * are null, never guessed. Durations are in the unit their name ends in.
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ExperimentRecord(
    String schema,
    Axis axis,
    String unit,
    String release,
    String runId,
    Instant startedAt,
    double durationSeconds,
    String onsetVersion,
    String gatlingVersion,
    Target target,
    Status status,
    @Nullable String statusReason,
    List<Onset> onsets,
    @Nullable Limiter limiter,
    Map<Outcome, Long> outcomes,
    List<Message> messages,
    List<Trial> trials,
    Series series,
    Injector injector,
    List<Diagnosis> diagnosis,
    List<Latency> latencies,
    List<Check> preflight,
    List<Setting> configuration,
    List<String> notes,
    int peakConnections,
    @Nullable String gatlingReport,
    @Nullable Recovery recovery,
    @Nullable Cost cost,
    @Nullable DroppedSyn droppedSyn,
    @Nullable Map<Phase, Long> phases,
    @Nullable List<Address> addresses,
    @Nullable List<PhaseLatency> phaseLatencies,
    @Nullable List<Distribution> distributions,
    @Nullable FeederRecord feeder,
    @Nullable Configured configured,
    @Nullable Study study) {

  /** The schema that this version writes. */
  public static final String SCHEMA = "onset.experiment/1";

  public ExperimentRecord {
    requireNonNull(axis, "axis");
    requireNonNull(target, "target");
    requireNonNull(status, "status");
    requireNonNull(outcomes, "outcomes");
    requireNonNull(series, "series");
    requireNonNull(injector, "injector");
    onsets = List.copyOf(requireNonNull(onsets, "onsets"));
    messages = List.copyOf(requireNonNull(messages, "messages"));
    trials = List.copyOf(requireNonNull(trials, "trials"));
    diagnosis = List.copyOf(requireNonNull(diagnosis, "diagnosis"));
    latencies = List.copyOf(requireNonNull(latencies, "latencies"));
    preflight = List.copyOf(requireNonNull(preflight, "preflight"));
    configuration = List.copyOf(requireNonNull(configuration, "configuration"));
    notes = List.copyOf(requireNonNull(notes, "notes"));
    phases = phases == null ? Map.of() : Map.copyOf(phases);
    addresses = addresses == null ? List.of() : List.copyOf(addresses);
    phaseLatencies = phaseLatencies == null ? List.of() : List.copyOf(phaseLatencies);
    distributions = distributions == null ? List.of() : List.copyOf(distributions);
  }

  /** A record of an experiment along an axis. */
  public ExperimentRecord(
      String schema,
      Axis axis,
      String unit,
      String release,
      String runId,
      Instant startedAt,
      double durationSeconds,
      String onsetVersion,
      String gatlingVersion,
      Target target,
      Status status,
      @Nullable String statusReason,
      List<Onset> onsets,
      @Nullable Limiter limiter,
      Map<Outcome, Long> outcomes,
      List<Message> messages,
      List<Trial> trials,
      Series series,
      Injector injector,
      List<Diagnosis> diagnosis,
      List<Latency> latencies,
      List<Check> preflight,
      List<Setting> configuration,
      List<String> notes,
      int peakConnections,
      @Nullable String gatlingReport,
      @Nullable Recovery recovery,
      @Nullable Cost cost,
      @Nullable DroppedSyn droppedSyn,
      @Nullable Map<Phase, Long> phases,
      @Nullable List<Address> addresses,
      @Nullable List<PhaseLatency> phaseLatencies,
      @Nullable List<Distribution> distributions,
      @Nullable FeederRecord feeder,
      @Nullable Configured configured) {
    this(
        schema,
        axis,
        unit,
        release,
        runId,
        startedAt,
        durationSeconds,
        onsetVersion,
        gatlingVersion,
        target,
        status,
        statusReason,
        onsets,
        limiter,
        outcomes,
        messages,
        trials,
        series,
        injector,
        diagnosis,
        latencies,
        preflight,
        configuration,
        notes,
        peakConnections,
        gatlingReport,
        recovery,
        cost,
        droppedSyn,
        phases,
        addresses,
        phaseLatencies,
        distributions,
        feeder,
        configured,
        null);
  }

  /** The same with the answer to another question than where something begins. */
  public ExperimentRecord with(@Nullable Study answer) {
    return new ExperimentRecord(
        schema,
        axis,
        unit,
        release,
        runId,
        startedAt,
        durationSeconds,
        onsetVersion,
        gatlingVersion,
        target,
        status,
        statusReason,
        onsets,
        limiter,
        outcomes,
        messages,
        trials,
        series,
        injector,
        diagnosis,
        latencies,
        preflight,
        configuration,
        notes,
        peakConnections,
        gatlingReport,
        recovery,
        cost,
        droppedSyn,
        phases,
        addresses,
        phaseLatencies,
        distributions,
        feeder,
        configured,
        answer);
  }

  /** The experiment's name in file names: that of its question, or else that of its axis. */
  public String slug() {
    return study == null ? axis.slug() : study.asked().slug();
  }

  /** How an experiment ended. */
  public enum Status {
    /** The search ended by itself. */
    COMPLETE,
    /** A budget or the target ended the search; what was confirmed until then stands. */
    STOPPED,
    /** The experiment could not measure. */
    FAILED
  }

  /** What was measured. */
  public record Target(String url, String method, boolean sandbox) {}

  /**
   * The rate limiter inferred from the attempts.
   *
   * @param variant what sets it apart within its algorithm, or null
   * @param explained share of the attempts whose fate it predicts, from 0 to 1
   * @param alsoFits limiters that would have done the same, in words
   * @param reason why the algorithm is UNKNOWN, or null
   * @param declared the limit that headers promise, or null when they promise none
   * @param promise whether the target keeps it, or null when it promises none
   * @param retryAfter whether a request is admitted after the wait that the target asks for, or
   *     null when it asks for none
   * @param scope whom the limit is for, or null when that was not measured
   * @param tokens what the limit is in tokens, or null when it is not known what requests cost
   */
  public record Limiter(
      String algorithm,
      @Nullable String variant,
      double ratePerSecond,
      double burst,
      @Nullable Double windowSeconds,
      @Nullable Boolean countsRejected,
      double confidence,
      double explained,
      @Nullable List<String> alsoFits,
      @Nullable String reason,
      @Nullable Declared declared,
      @Nullable Promise promise,
      @Nullable RetryAfter retryAfter,
      @Nullable Scope scope,
      @Nullable Tokens tokens) {

    /** A limiter of which nothing is known in tokens. */
    public Limiter(
        String algorithm,
        @Nullable String variant,
        double ratePerSecond,
        double burst,
        @Nullable Double windowSeconds,
        @Nullable Boolean countsRejected,
        double confidence,
        double explained,
        @Nullable List<String> alsoFits,
        @Nullable String reason,
        @Nullable Declared declared,
        @Nullable Promise promise,
        @Nullable RetryAfter retryAfter,
        @Nullable Scope scope) {
      this(
          algorithm,
          variant,
          ratePerSecond,
          burst,
          windowSeconds,
          countsRejected,
          confidence,
          explained,
          alsoFits,
          reason,
          declared,
          promise,
          retryAfter,
          scope,
          null);
    }

    public Limiter {
      alsoFits = alsoFits == null ? List.of() : List.copyOf(alsoFits);
    }
  }

  /**
   * What a limit is in tokens of a language model.
   *
   * @param counts TOKENS, REQUESTS, or EITHER when the two cannot be told apart
   * @param perMinute tokens per minute that it sustains; null when it counts requests
   * @param burst most tokens admitted at once; null when not known
   * @param perRequest tokens that a request costs on average
   * @param least tokens that the cheapest request cost
   * @param most tokens that the dearest request cost
   * @param explainedByTokens share of the attempts whose fate tokens predict, or null when that was
   *     not tried
   * @param explainedByRequests the same for the number of requests
   */
  public record Tokens(
      String counts,
      @Nullable Double perMinute,
      @Nullable Double burst,
      double perRequest,
      double least,
      double most,
      @Nullable Double explainedByTokens,
      double explainedByRequests) {}

  /** The limit that the target's headers promise. */
  public record Declared(
      @Nullable Double ratePerSecond, @Nullable Double windowSeconds, String source) {}

  /**
   * Whether a promise is kept: KEPT, BROKEN_STRICTER, BROKEN_LOOSER or UNDECIDED, and a sentence.
   */
  public record Promise(String verdict, String text) {}

  /**
   * Whether the waits that the target asks for are long enough.
   *
   * @param tested waits that were kept to the letter
   * @param kept of those, how many ended with an admitted request
   * @param longer waits that turned out to be longer than needed
   */
  public record RetryAfter(int tested, int kept, int longer, @Nullable String text) {}

  /** Whom the limit is for: PER_CREDENTIAL, SHARED or UNDECIDED. */
  public record Scope(String kind, double rejectedShare, double offeredPerSecond) {}

  /**
   * How the target comes back from overload.
   *
   * @param overload load that was offered until it failed
   * @param load highest load tried after it at which the outcome stops; null when it never did
   * @param secondsToClean from falling back to the first second without the outcome
   * @param differs whether that is worse than on the way up
   */
  public record Recovery(
      Outcome outcome,
      double overload,
      @Nullable Double load,
      double secondsToClean,
      boolean differs) {}

  /**
   * What the experiment cost the target, and what it could have.
   *
   * @param requests attempts made
   * @param rejected of those, turned away
   * @param loadSeconds time under load
   * @param rejectedBudget the ceiling on rejections
   * @param secondsBudget the ceiling on time
   */
  public record Cost(
      long requests,
      long rejected,
      double loadSeconds,
      long rejectedBudget,
      double secondsBudget) {}

  /**
   * Where the first SYN is dropped, below where connections time out.
   *
   * @param lower highest load confirmed to lose no more than an occasional SYN
   * @param upper lowest load confirmed to lose more
   * @param estimate best single value between them
   * @param observed load in force when the first connection was due whose SYN was dropped
   * @param steps connections that came about after a retry only, by the seconds it took
   * @param neverAnswered connections that timed out
   * @param synRetransmits SYNs that the load generator's kernel repeated; null when not counted
   */
  public record DroppedSyn(
      OnsetStatus status,
      @Nullable Double lower,
      @Nullable Double upper,
      @Nullable Double estimate,
      @Nullable Double observed,
      double confidence,
      Map<Integer, Long> steps,
      long neverAnswered,
      @Nullable Long synRetransmits) {
    public DroppedSyn {
      steps = Map.copyOf(steps);
    }
  }

  /** What became of the attempts that were sent to one of the target's addresses. */
  public record Address(String address, long attempts, Map<Outcome, Long> outcomes) {}

  /** A failure or error answer, verbatim, and how often it was seen. */
  public record Message(Outcome outcome, String text, long count) {}

  /**
   * One trial.
   *
   * @param startSeconds seconds from the experiment's start to the trial's first due attempt
   * @param purpose what the search wanted to know, in a word: ladder, bracket, confirm …
   * @param lagP99Millis 99th percentile of how late attempts started after they were due
   * @param kernel by how much the counters of the load generator's kernel grew, by the kernel's
   *     names, or null when they were not read
   * @param kernelNote whose counters they are, or why there are none, or null
   * @param host what the load generator's host ran short of, or null when that was not measured
   * @param admitted how fast the attempts were that ended as OK, or null when there was none
   */
  public record Trial(
      double load,
      double seconds,
      long intended,
      long sent,
      Verdict verdict,
      @Nullable String reason,
      Map<Outcome, Long> outcomes,
      double startSeconds,
      String purpose,
      double lagP99Millis,
      double cpuIdleShare,
      double longestPauseMillis,
      @Nullable Map<String, Long> kernel,
      @Nullable String kernelNote,
      @Nullable Host host,
      @Nullable AdmittedLatency admitted) {

    public Trial {
      kernel = kernel == null ? null : Map.copyOf(kernel);
    }

    /** A trial of which it is not known how fast admitted attempts were. */
    public Trial(
        double load,
        double seconds,
        long intended,
        long sent,
        Verdict verdict,
        @Nullable String reason,
        Map<Outcome, Long> outcomes,
        double startSeconds,
        String purpose,
        double lagP99Millis,
        double cpuIdleShare,
        double longestPauseMillis,
        @Nullable Map<String, Long> kernel,
        @Nullable String kernelNote,
        @Nullable Host host) {
      this(
          load,
          seconds,
          intended,
          sent,
          verdict,
          reason,
          outcomes,
          startSeconds,
          purpose,
          lagP99Millis,
          cpuIdleShare,
          longestPauseMillis,
          kernel,
          kernelNote,
          host,
          null);
    }

    /** A trial without the kernel's counters and without the host's shortages. */
    public Trial(
        double load,
        double seconds,
        long intended,
        long sent,
        Verdict verdict,
        @Nullable String reason,
        Map<Outcome, Long> outcomes,
        double startSeconds,
        String purpose,
        double lagP99Millis,
        double cpuIdleShare,
        double longestPauseMillis) {
      this(
          load,
          seconds,
          intended,
          sent,
          verdict,
          reason,
          outcomes,
          startSeconds,
          purpose,
          lagP99Millis,
          cpuIdleShare,
          longestPauseMillis,
          null,
          null,
          null,
          null);
    }
  }

  /** Milliseconds from when a trial's OK attempts were due to when they ended. */
  public record AdmittedLatency(long count, double p50Millis, double p90Millis, double p99Millis) {}

  /**
   * What the load generator's host ran short of in a trial.
   *
   * @param longestGcMillis longest time that garbage collection stopped it
   * @param stolenShare share of its processors' time that the hypervisor gave to others
   * @param throttledShare share of its container's accounting periods in which the processor quota
   *     was used up
   * @param portsLeft local ports left, at least, when fewest were
   * @param descriptorsLeft file descriptors left when fewest were
   * @param conntrackLeft connections that its firewall could still keep track of
   */
  public record Host(
      double longestGcMillis,
      double stolenShare,
      double throttledShare,
      @Nullable Long portsLeft,
      @Nullable Long descriptorsLeft,
      @Nullable Long conntrackLeft) {}

  /** Attempts per second of the experiment, by the second in which they were due. */
  public record Series(
      List<Integer> secondsFromStart, List<Long> offered, Map<Outcome, List<Long>> outcomes) {
    public Series {
      secondsFromStart = List.copyOf(secondsFromStart);
      offered = List.copyOf(offered);
      outcomes = Map.copyOf(outcomes);
    }
  }

  /**
   * Whether the load generator was fit for what it measured.
   *
   * @param budget what the plan needs and what the host allows, a sentence for each resource
   * @param machine what it ran on, or null when that is not known
   */
  public record Injector(
      Fitness verdict,
      List<String> reasons,
      @Nullable List<String> budget,
      @Nullable Machine machine) {
    /** The two answers to that. */
    public enum Fitness {
      /** It never was the bottleneck in a trial that counted. */
      INNOCENT,
      /** It was, and the experiment could not go beyond it. */
      LIMITED
    }

    public Injector {
      reasons = List.copyOf(reasons);
      budget = budget == null ? List.of() : List.copyOf(budget);
    }

    /** A load generator on a machine that is not known. */
    public Injector(Fitness verdict, List<String> reasons, @Nullable List<String> budget) {
      this(verdict, reasons, budget, null);
    }

    /** A load generator whose budget is not known. */
    public Injector(Fitness verdict, List<String> reasons) {
      this(verdict, reasons, null);
    }
  }

  /**
   * What the load generator ran on. No name of a host is in it.
   *
   * @param os operating system
   * @param kernel its version
   * @param java version of the Java runtime
   * @param processors how many of its processors this process may use
   * @param memoryBytes memory of the machine, or of the container where that is less
   * @param synRetries how often the kernel repeats a SYN that is not answered
   */
  public record Machine(
      String os,
      String kernel,
      String java,
      int processors,
      @Nullable Long memoryBytes,
      @Nullable Integer synRetries) {}

  /** A mechanism that explains the evidence. */
  public record Diagnosis(
      String mechanism, double confidence, List<String> evidence, List<String> advice) {}

  /** Milliseconds from when attempts were due to when they ended, for one outcome. */
  public record Latency(
      Outcome outcome,
      long count,
      double p50Millis,
      double p90Millis,
      double p99Millis,
      double maxMillis) {}

  /**
   * How long attempts took that ended without an answer, by what they were doing then; and as OK in
   * CONNECT how long connections took that came about. CONNECT counts from when connecting began,
   * the other phases from when the attempt was due.
   */
  public record PhaseLatency(
      Outcome outcome,
      Phase phase,
      long count,
      double p50Millis,
      double p90Millis,
      double p99Millis,
      double maxMillis) {}

  /**
   * How durations are spread, in logarithmic bins, ten to a decade and none empty at the ends.
   *
   * @param of {@link #CONNECT} or {@link #LATENCY}
   * @param outcome what the attempts ended as; with {@link #CONNECT}, OK for every connection that
   *     came about
   * @param upToMillis upper end of each bin, inclusive
   * @param counts attempts in each bin
   */
  public record Distribution(
      String of, @Nullable Outcome outcome, List<Double> upToMillis, List<Long> counts) {

    /** Time to connect of new connections, those given up included. */
    public static final String CONNECT = "CONNECT";

    /** Time from when attempts were due to when they ended. */
    public static final String LATENCY = "LATENCY";

    public Distribution {
      requireNonNull(of, "of");
      upToMillis = List.copyOf(upToMillis);
      counts = List.copyOf(counts);
    }
  }

  /** One line of the preflight: what was checked, whether it passed, what it means. */
  public record Check(String name, boolean passed, String text) {}

  /** A configuration value and where it was set. */
  public record Setting(String key, String value, String origin) {}
}
