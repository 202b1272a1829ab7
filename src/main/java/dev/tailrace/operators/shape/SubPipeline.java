package dev.tailrace.operators.shape;

import com.google.auto.service.AutoService;
import dev.tailrace.data.Problem;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PipelineJson;
import dev.tailrace.model.PipelineJson.Loaded;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.CompositeOperator;
import dev.tailrace.operator.Expansion;
import dev.tailrace.operator.Family;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.OperatorSpec;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.Setting;
import dev.tailrace.operator.Setting.Kind;
import dev.tailrace.operator.nested.SubPipelines;
import dev.tailrace.operator.nested.UsesSubPipelines;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs the pipeline of another file in its place.
 *
 * <p>The other pipeline's inputs and outputs are the ports. Its parameters have the values given here, else their
 * defaults; its relative paths are those of its own file; its local times are those of the pipeline that it stands in.
 * Nulls, time and changelogs are those of the operators in it.
 *
 * @param files what has been read of the files that nodes name
 */
@AutoService(Operator.class)
public record SubPipeline(SubPipelines files) implements CompositeOperator<SubPipeline.Settings>, UsesSubPipelines {
    /** The value of a parameter of the other pipeline, read as its type. */
    public record Given(@Setting(kind = Kind.TEXT) String name, @Setting(kind = Kind.TEXT) String value) {}

    /** @param path relative to the pipeline's file */
    public record Settings(
            @Setting(kind = Kind.FILE) String path,
            @Setting(kind = Kind.LIST, defaultJson = "[]") List<Given> parameters) {
        public Settings {
            parameters = List.copyOf(parameters);
        }
    }

    /** For the catalogue: nothing has been read. */
    public SubPipeline() {
        this(SubPipelines.NONE);
    }

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                SubPipelines.OPERATOR,
                "operators",
                Family.SHAPE,
                "mdi2p-package-variant-closed",
                List.of(Port.in(), Port.outPassed("out")),
                List.of("reuse", "template", "nested", "include", "mapping", "composite", "module"),
                List.of("PTransform (Beam)", "Simple mapping (Hop)", "Process group (NiFi)"));
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public Operator<?> using(SubPipelines others) {
        return new SubPipeline(others);
    }

    @Override
    public List<Port> ports(Settings settings) {
        Loaded loaded = files.at(settings.path());
        Pipeline pipeline = loaded == null ? null : loaded.pipeline();
        return pipeline == null ? List.of() : SubPorts.of(pipeline).ports();
    }

    @Override
    public Expansion expand(Placement<Settings> placement, Catalogue catalogue) {
        String path = placement.settings().path();
        Loaded loaded = files.at(path);
        Pipeline pipeline = loaded == null ? null : loaded.pipeline();
        Problem refusal = refusal(path, loaded);
        return pipeline == null || refusal != null
                ? Expansion.failed(refusal == null ? List.of() : List.of(refusal.in(SubPipelines.PATH)))
                : new SubDrawing(pipeline, placement, files.within(path), catalogue).expansion();
    }

    private @Nullable Problem refusal(String path, @Nullable Loaded loaded) {
        if (!path.endsWith(PipelineJson.SUFFIX)) {
            return Problem.error("operators.sub-pipeline.not-a-pipeline", path, PipelineJson.SUFFIX);
        }
        if (files.isAround(path)) {
            return Problem.error("operators.sub-pipeline.cycle", path);
        }
        if (files.around().size() >= SubPipelines.MAX_DEPTH) {
            return Problem.error("operators.sub-pipeline.too-deep", SubPipelines.MAX_DEPTH);
        }
        if (loaded == null) {
            return Problem.error("operators.sub-pipeline.not-read", path);
        }
        return loaded.pipeline() == null
                ? Problem.error(
                        "operators.sub-pipeline.unreadable",
                        path,
                        loaded.problems().get(0))
                : null;
    }

    @Override
    public String summary(Settings settings) {
        String given = settings.parameters().stream()
                .map(parameter -> parameter.name() + " = " + parameter.value())
                .collect(Collectors.joining(", "));
        String file = settings.path()
                .substring(Math.max(
                                settings.path().lastIndexOf('/'),
                                settings.path().lastIndexOf('\\'))
                        + 1);
        return (file.endsWith(PipelineJson.SUFFIX)
                        ? file.substring(0, file.length() - PipelineJson.SUFFIX.length())
                        : file)
                + (given.isEmpty() ? "" : " \u00b7 " + given);
    }
}
