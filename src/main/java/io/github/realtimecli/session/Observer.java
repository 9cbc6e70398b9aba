package io.github.realtimecli.session;

import io.github.realtimecli.protocol.ApiError;
import io.github.realtimecli.protocol.ClientEvent;
import io.github.realtimecli.protocol.ServerEvent;
import io.github.realtimecli.turn.Failure;
import java.time.Duration;

/// Someone who watches a call go by. Called on the call's threads, perhaps two at a time; must return at once.
public interface Observer {
  /// Sees nothing.
  Observer NOBODY = new Observer() {
  };

  /// Both see everything, this one first.
  default Observer and(Observer other) {
    Observer first = this;
    return new Observer() {
      @Override
      public void opened() {
        first.opened();
        other.opened();
      }

      @Override
      public void sent(String type, ClientEvent event) {
        first.sent(type, event);
        other.sent(type, event);
      }

      @Override
      public void heard(String type, ServerEvent event) {
        first.heard(type, event);
        other.heard(type, event);
      }

      @Override
      public void shown(String text) {
        first.shown(text);
        other.shown(text);
      }

      @Override
      public void warned(ApiError error) {
        first.warned(error);
        other.warned(error);
      }

      @Override
      public void retrying(Failure failure, int attempt, Duration wait) {
        first.retrying(failure, attempt, wait);
        other.retrying(failure, attempt, wait);
      }
    };
  }

  /// The connection is open.
  default void opened() {}

  /// @param type as this call spells it
  default void sent(String type, ClientEvent event) {}

  /// @param type as the server spelled it
  default void heard(String type, ServerEvent event) {}

  /// More of the answer's words.
  default void shown(String text) {}

  /// An error of the server that is not the end.
  default void warned(ApiError error) {}

  /// An attempt failed before its answer began; the next one comes after `wait`, with a session of its own.
  ///
  /// @param attempt how many there were
  default void retrying(Failure failure, int attempt, Duration wait) {}
}
