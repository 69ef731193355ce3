package dev.onset.curl;

/**
 * What becomes of a group of curl's options, and which ones they are: all of curl 7.88.
 *
 * <p>In the lists a capital or small letter before a name is its short form, {@code =} behind it
 * says that a value follows, and {@code !} that there is no {@code --no-} form.
 */
enum Topic {
  REQUEST(
      Kind.PART,
      "",
      """
      url= X:request= H:header= A:user-agent= e:referer= b:cookie= u:user= oauth2-bearer= r:range=
      d:data= data-raw= data-ascii= data-binary= data-urlencode= json= F:form= form-string= form-escape
      G:get url-query= I:head T:upload-file= compressed request-target= path-as-is g:globoff
      proto-default=
      """),

  OUTPUT(
      Kind.HARMLESS,
      "",
      """
      s:silent S:show-error v:verbose i:include f:fail fail-early fail-with-body o:output= O:remote-name
      remote-name-all output-dir= J:remote-header-name R:remote-time w:write-out= D:dump-header=
      #:progress-bar progress-meter N:buffer clobber create-dirs create-file-mode= remove-on-error
      styled-output stderr= trace= trace-ascii= trace-time libcurl= raw xattr c:cookie-jar=
      j:junk-session-cookies etag-save= max-filesize= ignore-content-length http0.9 metalink test-event
      suppress-connect-headers Z:parallel parallel-max= parallel-immediate
      """),

  AS_ONSET_DOES(
      Kind.HARMLESS,
      "",
      """
      k:insecure http1.1! basic q:disable B:use-ascii noproxy= proto= proto-redir= max-redirs= post301
      post302 post303 expect100-timeout= disallow-username-in-url random-file= egd-file= retry-delay=
      retry-max-time= parallel keepalive keepalive-time= tcp-nodelay tcp-fastopen sessionid
      cert-status doh-cert-status doh-insecure
      """),

  OTHER_PROTOCOLS(
      Kind.HARMLESS,
      "",
      """
      a:append l:list-only P:ftp-port= Q:quote= t:telnet-option= epsv disable-epsv eprt disable-eprt
      ftp-create-dirs ftp-pasv ftp-account= ftp-skip-pasv-ip ftp-method= ftp-alternative-to-user= ftp-pret
      ftp-ssl ftp-ssl-reqd ftp-ssl-control ftp-ssl-ccc ftp-ssl-ccc-mode= ssl ssl-reqd krb= krb4= mail-from=
      mail-rcpt= mail-auth= mail-rcpt-allowfails sasl-authzid= sasl-ir login-options= tftp-blksize=
      tftp-no-options compressed-ssh hostpubmd5= hostpubsha256= pubkey=
      """),

  REDIRECTS(
      Kind.SAID,
      "Redirects are not followed: what is measured is the first answer. If that is a redirect, put the"
          + " URL it leads to into the command.",
      """
      L:location location-trusted
      """),

  VERSION(
      Kind.SAID,
      "The request is sent in HTTP/1.1.",
      """
      0:http1.0! http2! http2-prior-knowledge! http3! http3-only!
      """),

  PROXY(
      Kind.SAID,
      "No proxy is used: connections go to the target directly.",
      """
      x:proxy= preproxy= p:proxytunnel U:proxy-user= proxy1.0= socks4= socks4a= socks5= socks5-hostname=
      socks5-basic socks5-gssapi socks5-gssapi-nec socks5-gssapi-service= proxy-service-name= proxy-header=
      proxy-anyauth proxy-basic proxy-digest proxy-negotiate proxy-ntlm proxy-cacert= proxy-capath=
      proxy-cert= proxy-cert-type= proxy-ciphers= proxy-crlfile= proxy-insecure proxy-key= proxy-key-type=
      proxy-pass= proxy-pinnedpubkey= proxy-ssl-allow-beast proxy-ssl-auto-client-cert
      proxy-tls13-ciphers= proxy-tlsauthtype= proxy-tlspassword= proxy-tlsuser= proxy-tlsv1!
      """),

  TLS(
      Kind.SAID,
      "The load generator's own TLS settings are used, and certificates are not verified.",
      """
      1:tlsv1! tlsv1.0! tlsv1.1! tlsv1.2! tlsv1.3! tls-max= 2:sslv2! 3:sslv3! ciphers= tls13-ciphers=
      curves= cacert= capath= crlfile= pinnedpubkey= ssl-allow-beast ssl-auto-client-cert
      ssl-no-revoke ssl-revoke-best-effort tlsuser= tlspassword= tlsauthtype= alpn npn false-start engine=
      """),

  CONNECT_TIMEOUT(
      Kind.SAID,
      "How long connecting may take is set with onset.timeouts.connect.",
      """
      connect-timeout=
      """),

  REQUEST_TIMEOUT(
      Kind.SAID,
      "How long a request may take is set with onset.timeouts.request.",
      """
      m:max-time=
      """),

  RETRIES(
      Kind.SAID,
      "A request that fails is counted and not repeated.",
      """
      retry= retry-connrefused retry-all-errors
      """),

  PACE(
      Kind.SAID,
      "How fast requests follow one another is what is measured, and how fast an answer is read is not"
          + " limited.",
      """
      limit-rate= rate= Y:speed-limit= y:speed-time=
      """),

  ROUTE(
      Kind.SAID,
      "The system chooses the way to the target: all addresses of its name are used, from any interface"
          + " and port.",
      """
      4:ipv4! 6:ipv6! interface= local-port= happy-eyeballs-timeout-ms=
      """),

  MEMORY(
      Kind.SAID,
      "What curl remembers of earlier answers is not read. If it would go over to https or to another"
          + " host, write that URL.",
      """
      alt-svc= hsts=
      """),

  ELSEWHERE(
      Kind.REFUSED,
      "This sends the request to another machine than the URL's name leads to, and Onset would load the"
          + " latter.",
      """
      resolve= connect-to= unix-socket= abstract-unix-socket= dns-servers= dns-interface= dns-ipv4-addr=
      dns-ipv6-addr= doh-url=
      """,
      "Put the address into the URL and the name into -H 'Host: …', or the name into /etc/hosts; then"
          + " leave this out."),

  CHALLENGE(
      Kind.REFUSED,
      "The credentials that this sends depend on the moment or on the target's challenge.",
      """
      digest negotiate ntlm ntlm-wb anyauth aws-sigv4= delegation= service-name=
      """,
      "Use credentials that stay the same: -u alone, --oauth2-bearer, or a header with -H."),

  CLIENT_CERTIFICATE(
      Kind.REFUSED,
      "Onset shows no client certificate.",
      """
      E:cert= key= pass= cert-type= key-type=
      """,
      "Measure an address that does without, and leave this out."),

  OTHER_FILES(
      Kind.REFUSED,
      "This takes parts of the request from files that curl finds by itself.",
      """
      K:config= n:netrc netrc-optional netrc-file=
      """,
      "Write those parts here: options as they are, a login as -u."),

  CONDITION(
      Kind.REFUSED,
      "This makes a header of what curl finds in a file or a date.",
      """
      z:time-cond= etag-compare= C:continue-at=
      """,
      "Write the header itself with -H, such as -H 'If-Modified-Since: …', 'If-None-Match: …' or 'Range:"
          + " bytes=…'. curl -v shows it."),

  OTHER_BYTES(
      Kind.REFUSED,
      "Onset cannot send what this makes of the request.",
      """
      crlf haproxy-protocol tr-encoding
      """,
      "Leave it out if the target works without it."),

  SEVERAL(
      Kind.REFUSED,
      "This begins another request.",
      """
      ::next!
      """,
      "Keep one request in the command."),

  NO_REQUEST(
      Kind.REFUSED,
      "With this curl sends nothing.",
      """
      h:help M:manual V:version
      """,
      "Leave it out.");

  /** What becomes of an option. */
  enum Kind {
    /** It is part of the request. */
    PART,
    /** It does not change the request, or is what Onset does anyway. */
    HARMLESS,
    /** The request is sent without it, and that is said. */
    SAID,
    /** Without it the request would be another one. */
    REFUSED
  }

  private final Kind kind;
  private final String sentence;
  private final String options;
  private final String advice;

  Topic(Kind kind, String sentence, String options) {
    this(kind, sentence, options, "");
  }

  Topic(Kind kind, String sentence, String options, String advice) {
    this.kind = kind;
    this.sentence = sentence;
    this.options = options;
    this.advice = advice;
  }

  Kind kind() {
    return kind;
  }

  /** What is said, or why it is refused. */
  String sentence() {
    return sentence;
  }

  String advice() {
    return advice;
  }

  String options() {
    return options;
  }
}
