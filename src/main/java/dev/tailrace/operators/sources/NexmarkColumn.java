package dev.tailrace.operators.sources;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;

/** The columns of Nexmark's events, in the order in which they stand in a row. Each kind of event has its own of them. */
enum NexmarkColumn {
    KIND("kind", DataType.STRING, NexmarkColumn.OF_ALL),
    ID("id", DataType.BIGINT, NexmarkColumn.OF_PERSON | NexmarkColumn.OF_AUCTION),
    NAME("name", DataType.STRING, NexmarkColumn.OF_PERSON),
    EMAIL_ADDRESS("emailAddress", DataType.STRING, NexmarkColumn.OF_PERSON),
    CREDIT_CARD("creditCard", DataType.STRING, NexmarkColumn.OF_PERSON),
    CITY("city", DataType.STRING, NexmarkColumn.OF_PERSON),
    STATE("state", DataType.STRING, NexmarkColumn.OF_PERSON),
    ITEM_NAME("itemName", DataType.STRING, NexmarkColumn.OF_AUCTION),
    DESCRIPTION("description", DataType.STRING, NexmarkColumn.OF_AUCTION),
    INITIAL_BID("initialBid", DataType.BIGINT, NexmarkColumn.OF_AUCTION),
    RESERVE("reserve", DataType.BIGINT, NexmarkColumn.OF_AUCTION),
    EXPIRES("expires", DataType.TIMESTAMP_LTZ, NexmarkColumn.OF_AUCTION),
    SELLER("seller", DataType.BIGINT, NexmarkColumn.OF_AUCTION),
    CATEGORY("category", DataType.BIGINT, NexmarkColumn.OF_AUCTION),
    AUCTION("auction", DataType.BIGINT, NexmarkColumn.OF_BID),
    BIDDER("bidder", DataType.BIGINT, NexmarkColumn.OF_BID),
    PRICE("price", DataType.BIGINT, NexmarkColumn.OF_BID),
    CHANNEL("channel", DataType.STRING, NexmarkColumn.OF_BID),
    URL("url", DataType.STRING, NexmarkColumn.OF_BID),
    DATE_TIME("dateTime", DataType.TIMESTAMP_LTZ, NexmarkColumn.OF_ALL),
    EXTRA("extra", DataType.STRING, NexmarkColumn.OF_ALL);

    /** Sets of kinds, as bits. */
    static final int OF_PERSON = 1;

    static final int OF_AUCTION = 2;
    static final int OF_BID = 4;
    static final int OF_ALL = OF_PERSON | OF_AUCTION | OF_BID;

    private final String title;
    private final DataType type;
    private final int kinds;

    NexmarkColumn(String title, DataType type, int kinds) {
        this.title = title;
        this.type = type;
        this.kinds = kinds;
    }

    String title() {
        return title;
    }

    DataType type() {
        return type;
    }

    /** The kinds of events that have it; it is null in the others. */
    int kinds() {
        return kinds;
    }

    /** The column of a stream of events of these kinds. */
    Field field(int emitted) {
        return new Field(title, type, (emitted & ~kinds) != 0);
    }
}
