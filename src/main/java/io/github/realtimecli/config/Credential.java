package io.github.realtimecli.config;

/// What shows a server that we may ask it.
///
/// @param origin where it comes from, in words: `OPENAI_API_KEY in the environment`
public record Credential(Key key, Kind kind, String origin) {
  public enum Kind {
    KEY,
    /// An access token of an identity provider, which ends by itself after a while.
    TOKEN
  }
}
