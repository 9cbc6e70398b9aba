package io.github.realtimecli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowsTest {
  @TempDir
  private Path folder;

  @Test
  void areListedWhileOtherPartsOfTheRunMakeTheirFiles() throws Exception {
    FakeRun.write(folder, 0, 10, 1);
    AtomicBoolean over = new AtomicBoolean();
    CountDownLatch atWork = new CountDownLatch(1);
    CompletableFuture<Void> other = CompletableFuture.runAsync(() -> comeAndGo(atWork, over));
    try {
      assertThat(atWork.await(10, TimeUnit.SECONDS)).isTrue();
      for (int i = 0; i < 500; i++)
        assertThat(Rows.of(List.of(folder)).size()).isEqualTo(10);
    } finally {
      over.set(true);
    }
    other.get(10, TimeUnit.SECONDS);
  }

  private void comeAndGo(CountDownLatch atWork, AtomicBoolean over) {
    try {
      for (int i = 0; !over.get(); i++) {
        Path making = Files.createFile(folder.resolve("." + i % 20 + ".reply.wav.1-0.part"));
        atWork.countDown();
        Files.delete(making);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void areNowhereWhereThereIsNoFolder() {
    assertThatThrownBy(() -> Rows.of(List.of(folder.resolve("none")))).isInstanceOf(NoSuchFileException.class);
  }
}
