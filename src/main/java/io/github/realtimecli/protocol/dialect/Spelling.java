package io.github.realtimecli.protocol.dialect;

import io.github.realtimecli.protocol.ClientEvent;
import io.github.realtimecli.protocol.Content;
import io.github.realtimecli.protocol.ServerEvent;
import io.github.realtimecli.protocol.Session;
import io.github.realtimecli.protocol.SessionSettings;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where the dialects differ: names of events, the shape of settings, the types of content. The rest is written by
/// [ClientWriting] and [ServerWriting].
sealed interface Spelling extends Dialect permits Ga, Beta {
  /// The session object of an update.
  Map<String, Object> update(SessionSettings settings);

  /// The session object that a server shows; what the settings leave open is as the vendor's server has it at first.
  Map<String, Object> description(Session session);

  /// The settings of a response, as a client asks for them and as a server shows them.
  Map<String, Object> response(SessionSettings settings);

  /// The type of a part of an item's content.
  String contentType(@Nullable String role, Content content);

  @Override
  default byte[] write(ClientEvent event, int headroom) {
    return ClientWriting.write(this, event, headroom);
  }

  @Override
  default byte[] write(ServerEvent event, String eventId) {
    return ServerWriting.write(this, event, eventId);
  }
}
