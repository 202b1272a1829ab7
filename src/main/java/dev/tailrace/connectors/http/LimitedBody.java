package dev.tailrace.connectors.http;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** The body of an answer as bytes, unless it is longer than what may be held. For one answer, on the client's threads. */
final class LimitedBody implements BodySubscriber<byte[]> {
    /** The body does not end where it has to. */
    static final class TooLong extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private final BodySubscriber<byte[]> bytes = BodySubscribers.ofByteArray();
    private long left;
    private @Nullable Subscription subscription;

    LimitedBody(long maxBytes) {
        left = maxBytes;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return bytes.getBody();
    }

    @Override
    public void onSubscribe(Subscription newSubscription) {
        subscription = newSubscription;
        bytes.onSubscribe(newSubscription);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        if (left < 0) {
            return;
        }
        for (ByteBuffer buffer : buffers) {
            left -= buffer.remaining();
        }
        if (left >= 0) {
            bytes.onNext(buffers);
            return;
        }
        Subscription open = subscription;
        if (open != null) {
            open.cancel();
        }
        bytes.onError(new TooLong());
    }

    @Override
    public void onError(Throwable failure) {
        bytes.onError(failure);
    }

    @Override
    public void onComplete() {
        if (left >= 0) {
            bytes.onComplete();
        }
    }
}
