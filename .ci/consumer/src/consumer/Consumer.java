package consumer;

import org.salespipeline.quantity.Probability;

/** Uses the library as a stranger would. */
final class Consumer {

    private Consumer() {}

    public static void main(String[] args) {
        System.out.println(Probability.ofPercent(35));
    }
}
