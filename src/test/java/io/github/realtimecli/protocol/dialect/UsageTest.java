package io.github.realtimecli.protocol.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimecli.protocol.ServerEvent.InputTranscriptCompleted;
import io.github.realtimecli.protocol.ServerEvent.ResponseDone;
import io.github.realtimecli.protocol.Usage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tokens by kind; of what kind is not said is not guessed.
class UsageTest {
  @Test
  void every_kind_is_counted_and_the_cached_ones_of_each() {
    assertThat(usage("{'total_tokens':253,'input_tokens':182,'output_tokens':121,'input_token_details':"
        + "{'text_tokens':119,'audio_tokens':13,'image_tokens':50,'cached_tokens':70,'cached_tokens_details':"
        + "{'text_tokens':64,'audio_tokens':4,'image_tokens':2}},"
        + "'output_token_details':{'text_tokens':30,'audio_tokens':91}}"))
        .isEqualTo(new Usage(119, 13, 50, 64, 4, 2, 30, 91, 0));
  }

  @Test
  void what_is_in_a_total_alone_is_unsorted() {
    assertThat(usage("{'input_tokens':10,'output_tokens':4}"))
        .isEqualTo(new Usage(0, 0, 0, 0, 0, 0, 0, 0, 0, 10, 0, 4));
    assertThat(usage("{'input_tokens':10,'output_tokens':9,'input_token_details':{'audio_tokens':7,'cached_tokens':5},"
        + "'output_token_details':{'text_tokens':1,'audio_tokens':6}}"))
        .isEqualTo(new Usage(0, 7, 0, 0, 0, 0, 1, 6, 0, 3, 5, 2));
  }

  @Test
  void cached_tokens_are_of_the_only_kind_there_is() {
    assertThat(usage("{'input_token_details':{'text_tokens':9,'audio_tokens':0,'cached_tokens':5}}"))
        .isEqualTo(new Usage(9, 0, 0, 5, 0, 0, 0, 0, 0));
    assertThat(usage("{'input_token_details':{'text_tokens':0,'audio_tokens':9,'cached_tokens':5}}"))
        .isEqualTo(new Usage(0, 9, 0, 0, 5, 0, 0, 0, 0));
    assertThat(usage("{'input_token_details':{'image_tokens':9,'cached_tokens':5}}"))
        .isEqualTo(new Usage(0, 0, 9, 0, 0, 5, 0, 0, 0));
    assertThat(usage("{'input_token_details':{'text_tokens':4,'audio_tokens':5,'cached_tokens':5}}"))
        .isEqualTo(new Usage(4, 5, 0, 0, 0, 0, 0, 0, 0, 0, 5, 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{}", "'none'", "[]", "{'input_tokens':null}", "{'prompt_tokens':7}",
      "{'input_token_details':{}}"})
  void what_was_not_said_is_unknown_and_not_nothing(String usage) {
    assertThat(usage(usage)).isNull();
    assertThat(transcription(usage)).isNull();
  }

  @Test
  void a_server_that_counted_nothing_said_so() {
    assertThat(usage("{'input_tokens':0,'output_tokens':0}")).isEqualTo(Usage.NOTHING);
  }

  @Test
  void a_transcriber_counts_tokens_or_seconds() {
    assertThat(transcription("{'type':'tokens','total_tokens':22,'input_tokens':17,'output_tokens':5,"
        + "'input_token_details':{'text_tokens':3,'audio_tokens':14}}"))
        .isEqualTo(new Usage(3, 14, 0, 0, 0, 0, 5, 0, 0));
    assertThat(transcription("{'type':'duration','seconds':1.5}")).isEqualTo(new Usage(0, 0, 0, 0, 0, 0, 0, 0, 1.5));
  }

  @Test
  void several_are_summed_kind_by_kind() {
    Usage one = new Usage(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    assertThat(one.plus(one)).isEqualTo(new Usage(2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24))
        .isEqualTo(Usage.sum(one, one));
    assertThat(one.in()).isEqualTo(1 + 2 + 3 + 10);
    assertThat(one.cachedIn()).isEqualTo(4 + 5 + 6 + 11);
    assertThat(one.out()).isEqualTo(7 + 8 + 12);
    assertThat(Usage.NOTHING.plus(one)).isEqualTo(one);
    assertThat(Usage.sum(one, null)).isNull();
    assertThat(Usage.sum(null, one)).isNull();
  }

  private static @Nullable Usage usage(String usage) {
    byte[] text = utf8("{'type':'response.done','response':{'usage':" + usage + "}}");
    return ((ResponseDone) Reading.serverEvent(text, 0, text.length).event()).response().usage();
  }

  private static @Nullable Usage transcription(String usage) {
    byte[] text = utf8("{'type':'conversation.item.input_audio_transcription.completed','usage':" + usage + "}");
    return ((InputTranscriptCompleted) Reading.serverEvent(text, 0, text.length).event()).usage();
  }

  private static byte[] utf8(String text) {
    return text.replace('\'', '"').getBytes(UTF_8);
  }
}
