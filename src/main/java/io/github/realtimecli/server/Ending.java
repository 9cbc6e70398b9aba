package io.github.realtimecli.server;

import io.github.realtimecli.protocol.ApiError;
import io.github.realtimecli.protocol.Response.Status;
import org.jspecify.annotations.Nullable;

/// How a response stands or ends, as `status` and `status_details` tell it.
record Ending(Status status, @Nullable String reason, @Nullable ApiError error) {
  static final Ending NOT_YET = new Ending(Status.IN_PROGRESS, null, null);
  static final Ending COMPLETED = new Ending(Status.COMPLETED, null, null);

  static Ending cancelled(String reason) {
    return new Ending(Status.CANCELLED, reason, null);
  }

  static Ending incomplete(String reason) {
    return new Ending(Status.INCOMPLETE, reason, null);
  }

  static Ending failed(ApiError error) {
    return new Ending(Status.FAILED, null, error);
  }

  /// The status of the item that was being made.
  String itemStatus() {
    return status == Status.COMPLETED ? "completed" : "incomplete";
  }
}
