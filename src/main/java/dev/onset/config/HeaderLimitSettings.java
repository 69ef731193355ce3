package dev.onset.config;

/**
 * How large requests are made to see which are refused.
 *
 * @param perSecond requests per second, one at a time
 * @param mostOneHeaderBytes largest header line; 0 not to try
 * @param mostHeaders largest number of headers; 0 not to try
 * @param mostAllHeadersBytes largest size of all header lines together; 0 not to try
 * @param mostUrlBytes largest path and query; 0 not to try
 * @param mostBodyBytes largest body; 0 not to try
 * @param odd whether odd requests are sent, too
 */
public record HeaderLimitSettings(
    double perSecond,
    int mostOneHeaderBytes,
    int mostHeaders,
    int mostAllHeadersBytes,
    int mostUrlBytes,
    int mostBodyBytes,
    boolean odd) {}
