package io.github.realtimecli.tape;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimecli.transport.Ending;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The server's words come behind the client's, whatever the client leaves out or adds.
class PrompterTest {
  private static final Ending CLOSED = new Ending.Closed(1011, "", true);
  private static final Moment GREETING = said(1, "greeting");
  private static final Moment UPDATED = said(3, "updated");
  private static final Moment STARTED = said(6, "started");
  private static final Moment COMMITTED = said(8.5, "committed");
  private static final Moment ANSWER = said(12, "answer");
  private static final Moment END = new Moment.Ended(20, CLOSED);
  private static final List<Moment> TURN = List.of(new Moment.Opened(0.5), GREETING, asked(2, "session.update", 0),
      UPDATED, asked(4, "input_audio_buffer.append", 300), asked(5, "input_audio_buffer.append", 300), STARTED,
      asked(7, "input_audio_buffer.append", 300), asked(8, "input_audio_buffer.commit", 0), COMMITTED,
      asked(11, "response.create", 0), ANSWER, END);

  private final Prompter prompter = new Prompter(new TapeReader.Recording(TURN));

  private static Moment.Said said(double at, String text) {
    return new Moment.Said(at, text);
  }

  private static Moment.Asked asked(double at, String type, int bytes) {
    return new Moment.Asked(at, type, bytes);
  }

  private List<Moment> begin() {
    return prompter.begin().stream().map(Prompter.Cue::moment).toList();
  }

  private List<Moment> hear(String type) {
    byte[] text = ("{\"type\":\"" + type + "\"}").getBytes(UTF_8);
    return prompter.heard(text, 0, text.length).stream().map(Prompter.Cue::moment).toList();
  }

  private List<Moment> hearSound(int bytes) {
    byte[] text = ("{\"audio\":\"" + Base64Size.silence(bytes) + "\",\"type\":\"input_audio_buffer.append\"}")
        .getBytes(UTF_8);
    return prompter.heard(text, 0, text.length).stream().map(Prompter.Cue::moment).toList();
  }

  @Test
  void the_same_client_hears_the_same() {
    assertThat(begin()).containsExactly(GREETING);
    assertThat(hear("session.update")).containsExactly(UPDATED);
    assertThat(hearSound(300)).isEmpty();
    assertThat(hearSound(300)).containsExactly(STARTED);
    assertThat(hearSound(300)).isEmpty();
    assertThat(hear("input_audio_buffer.commit")).containsExactly(COMMITTED);
    assertThat(hear("response.create")).containsExactly(ANSWER, END);
    assertThat(hear("response.create")).isEmpty();
  }

  @Test
  void sound_counts_by_its_length() {
    begin();
    hear("session.update");
    assertThat(hearSound(599)).isEmpty();
    assertThat(hearSound(1)).containsExactly(STARTED);
    hearSound(10_000);
    assertThat(hear("input_audio_buffer.commit")).containsExactly(COMMITTED);
  }

  @Test
  void a_shorter_recording_is_whole_once_it_is_committed() {
    begin();
    hear("session.update");
    hearSound(10);
    assertThat(hear("input_audio_buffer.commit")).containsExactly(STARTED, COMMITTED);
  }

  @Test
  void what_a_client_leaves_out_holds_nothing_up() {
    assertThat(begin()).containsExactly(GREETING);
    assertThat(hear("response.create")).containsExactly(UPDATED, STARTED, COMMITTED, ANSWER, END);
  }

  @Test
  void what_is_not_on_the_tape_is_passed_over() {
    begin();
    assertThat(hear("response.cancel")).isEmpty();
    assertThat(hear("")).isEmpty();
    assertThat(hear("session.update")).containsExactly(UPDATED);
    assertThat(hear("session.update")).isEmpty();
  }

  @Test
  void a_commit_that_is_not_on_the_tape_ends_the_sound_too() {
    Prompter listening = new Prompter(new TapeReader.Recording(
        List.of(asked(1, "input_audio_buffer.append", 300), STARTED, END)));
    byte[] commit = "{\"type\":\"input_audio_buffer.commit\"}".getBytes(UTF_8);
    assertThat(listening.heard(commit, 0, commit.length)).extracting(Prompter.Cue::moment)
        .containsExactly(STARTED, END);
  }

  @Test
  void the_time_between_the_lines_is_told() {
    assertThat(prompter.begin()).containsExactly(new Prompter.Cue(0.5, GREETING));
    byte[] create = "{\"type\":\"response.create\"}".getBytes(UTF_8);
    assertThat(prompter.heard(create, 0, create.length)).extracting(Prompter.Cue::afterMs)
        .containsExactly(1.0, 1.0, 0.5, 1.0, 8.0);
  }

  @Test
  void what_the_client_ended_it_has_to_end_again() {
    for (Ending own : List.of(new Ending.Closed(1000, "", false), new Ending.Aborted()))
      assertThat(new Prompter(new TapeReader.Recording(List.of(GREETING, new Moment.Ended(2, own)))).begin())
          .extracting(Prompter.Cue::moment)
          .containsExactly(GREETING);
  }

  @Test
  void a_torn_tape_is_a_lost_connection() {
    assertThat(new Prompter(new TapeReader.Recording(List.of(GREETING))).begin()).extracting(Prompter.Cue::moment)
        .containsExactly(GREETING, new Moment.Ended(1, new Ending.Lost("the tape ends here")));
  }

  @Test
  void a_call_that_was_only_refused_never_opens() {
    Prompter refused = new Prompter(
        new TapeReader.Recording(List.of(new Moment.Ended(1, new Ending.Refused(429, Map.of(), "")))));
    assertThat(refused.opens()).isFalse();
    assertThat(prompter.opens()).isTrue();
  }
}
