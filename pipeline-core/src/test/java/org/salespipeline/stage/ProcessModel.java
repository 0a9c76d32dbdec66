package org.salespipeline.stage;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.SetMultimap;
import com.google.common.collect.TreeMultimap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The rules of a sound process told another way, by brute force on names, to hold the builder against. */
final class ProcessModel {

    private final List<Stage> stages;
    private final List<List<String>> moves;
    /** The first declaration of an id counts. */
    private final Map<String, StageKind> kinds = new LinkedHashMap<>();

    private final SetMultimap<String, String> ways = TreeMultimap.create();
    private final Set<String> problems = new TreeSet<>();

    ProcessModel(List<Stage> stages, List<List<String>> moves) {
        this.stages = stages;
        this.moves = moves;
        stages.forEach(stage -> kinds.putIfAbsent(stage.id().value(), stage.kind()));
        addWays();
    }

    private StageKind kind(String id) {
        return requireNonNull(kinds.get(id));
    }

    private List<String> open() {
        return kinds.keySet().stream().filter(id -> kind(id).isOpen()).toList();
    }

    private void addWays() {
        for (List<String> move : moves) {
            if (kinds.containsKey(move.get(0)) && kinds.containsKey(move.get(1))) {
                ways.put(move.get(0), move.get(1));
            }
        }
        boolean declared = ways.keySet().stream().anyMatch(from -> kind(from).isOpen());
        addWaysAfterTheWin(ways.keySet().stream().anyMatch(from -> kind(from).isWon()));
        List<String> open = open();
        for (int place = 0; place < open.size(); place++) {
            boolean last = place == open.size() - 1;
            if (!declared && !last) {
                ways.put(open.get(place), open.get(place + 1));
            }
            for (String end : kinds.keySet()) {
                StageKind kind = kind(end);
                if (kind == StageKind.LOST
                        || kind == StageKind.OTHER_TERMINAL
                        || (kind == StageKind.WON && last && !declared)) {
                    ways.put(open.get(place), end);
                }
            }
        }
    }

    private void addWaysAfterTheWin(boolean declared) {
        List<String> after = kinds.keySet().stream()
                .filter(id -> kind(id) == StageKind.POST_SALES)
                .toList();
        for (int place = 0; place < after.size() && !declared; place++) {
            for (String from : kinds.keySet()) {
                boolean leads = place == 0 ? kind(from) == StageKind.WON : from.equals(after.get(place - 1));
                if (leads) {
                    ways.put(from, after.get(place));
                }
            }
        }
    }

    Set<String> problems() {
        for (Stage stage : stages) {
            if (stages.stream().filter(other -> other.id().equals(stage.id())).count() > 1) {
                problems.add("stage " + stage.id() + " is declared more than once");
            }
        }
        for (String kind : List.of("open", "won", "lost")) {
            if (!kinds.containsValue(StageKind.valueOf(kind.toUpperCase(Locale.ROOT)))) {
                problems.add("it has no " + kind + " stage, add one with " + kind + "(..)");
            }
        }
        moves.forEach(move -> addMoveProblems(move.get(0), move.get(1)));
        addReachProblems();
        return problems;
    }

    private void addMoveProblems(String from, String to) {
        String name = "move " + from + " to " + to;
        if (!kinds.containsKey(from)) {
            problems.add(name + " starts at an unknown stage");
        } else if (kinds.containsKey(to) && kind(to) == StageKind.POST_SALES) {
            if (!kind(from).isWon()) {
                problems.add(name + " leads past the win, let it start at a won or post-sales stage");
            }
        } else if (kind(from).isClosed()) {
            problems.add(name + " starts at a closed stage, reopening is no way forward");
        }
        if (!kinds.containsKey(to)) {
            problems.add(name + " ends at an unknown stage");
        }
        if (from.equals(to)) {
            problems.add(name + " leads nowhere");
        }
    }

    private void addReachProblems() {
        for (String id : open()) {
            for (StageKind end : List.of(StageKind.WON, StageKind.LOST)) {
                if (kinds.containsValue(end) && reached(id).stream().noneMatch(to -> kind(to) == end)) {
                    String name = end == StageKind.WON ? "won" : "lost";
                    problems.add("open stage " + id + " cannot reach a " + name + " stage, declare a move");
                }
            }
        }
        open().stream().findFirst().ifPresent(first -> {
            Set<String> reached = reached(first);
            reached.add(first);
            kinds.keySet().stream()
                    .filter(id -> !reached.contains(id))
                    .forEach(id ->
                            problems.add("stage " + id + " cannot be reached from " + first + ", declare a move"));
        });
    }

    private Set<String> reached(String from) {
        Set<String> reached = new TreeSet<>(ways.get(from));
        boolean grew = true;
        while (grew) {
            grew = false;
            for (String via : List.copyOf(reached)) {
                grew |= reached.addAll(ways.get(via));
            }
        }
        return reached;
    }
}
