package io.github.realtimecli.session;

import io.github.realtimecli.transport.Endpoint;
import io.github.realtimecli.transport.Transport;
import java.util.concurrent.ThreadFactory;

/// How turns get to the server.
///
/// @param threads makes the threads that read speech: platform threads start faster, virtual ones are cheaper by the hundred
public record Route(Transport.Wire wire, Endpoint endpoint, Retries retries, ThreadFactory threads) {
  public static final ThreadFactory PLATFORM = Thread.ofPlatform().daemon().name("speech").factory();
  public static final ThreadFactory VIRTUAL = Thread.ofVirtual().name("speech").factory();
}
