package io.github.realtimecli.protocol;

import org.jspecify.annotations.Nullable;

/// The vendor's error object.
///
/// @param type    such as `invalid_request_error`
/// @param code    such as `unknown_parameter`
/// @param param   the field that is meant
/// @param eventId the client event that is meant
public record ApiError(String type, @Nullable String code, String message, @Nullable String param,
    @Nullable String eventId) {}
