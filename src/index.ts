/**
 * The public API: pure functions that run in node and in a browser. What needs a file system or a compiler is in
 * `preflash/node`.
 */
export type { Baseline } from './budget/baseline.ts';
export { type Bound, parseBound } from './budget/bound.ts';
export { type Budget, type Config, parseConfig } from './budget/config.ts';
export { ConfigError } from './budget/errors.ts';
export { judge, type LimitVerdict } from './budget/judge.ts';
export type { Limit } from './budget/limit.ts';
export { type MeasureName, measureNames, measures } from './budget/measures.ts';
export { parseShard, type Shard } from './budget/shard.ts';
export type { Status } from './budget/status.ts';
export { type Accumulator, accumulators } from './build/avr.ts';
export { BuildError } from './build/errors.ts';
export {
  type BuiltImage,
  type KernelSet,
  kernelSets,
  type OptimizationLevel,
  optimizationLevels,
} from './build/types.ts';

export { type WasmBuildId, wasmBuildFor } from './build/wasm/builds.ts';
export { valuesIn } from './bytes/shape.ts';

export { type RangeRule, rangeRules } from './convert/convert.ts';
export { ConvertError } from './convert/errors.ts';
export type { Conversion, ConvertedLayer } from './convert/types.ts';

export { energyUj, latencyMs } from './cost/energy.ts';
export { assertImageFits } from './cost/fit.ts';
export { footprint, type ImageSource } from './cost/footprint.ts';
export { layerCosts } from './cost/layers.ts';
export { ownCyclesOf } from './cost/profile.ts';
export type { FlashFootprint, Footprint, LayerCost, RamFootprint } from './cost/types.ts';
export { encodeInput } from './data/encode.ts';
export { type CoreFamily, coreFamilyOf } from './devices/core-family.ts';
export { devices, findDevice } from './devices/index.ts';
export { capacityBytes } from './devices/memory-map.ts';
export type { Device } from './devices/schema.ts';
export { combinedExitCode, type ExitCode, exitCodes } from './errors/exit-codes.ts';
export { type Failure, failureOf } from './errors/failure.ts';
export { type ErrorKind, PreflashError } from './errors/preflash-error.ts';
export { type Accuracy, accuracyOf, type LayerSaturation } from './estimate/accuracy.ts';
export {
  type CountingFirmware,
  countingFirmware,
  hostFirmware,
  type Inference,
  type LayerRun,
} from './estimate/inference.ts';
export { openInference } from './estimate/open-inference.ts';
export { addTallies, type Tally, type TallyRequest, tally } from './estimate/tally.ts';
export { ImageError } from './image/errors.ts';
export { isFirmwareImage, openImage } from './image/open.ts';
export type { FirmwareImage } from './image/types.ts';
export { defaultKernels, defaultMaxCycles, defaultOpt } from './measure/defaults.ts';
export { type EstimateOptions, estimateModel } from './measure/estimate-model.ts';
export type { Facilities, FirmwareRequest, SimulatorName } from './measure/facilities.ts';
export { fileFamilyOf } from './measure/file-family.ts';
export { type FileKind, fileKindOf } from './measure/file-kind.ts';
export { type Measured, type MeasureOptions, measure, type NamedFile } from './measure/measure.ts';
export { prebuiltBuilder } from './measure/prebuilt-builder.ts';
export { type ProfileOptions, profile } from './measure/profile.ts';
export { ModelError } from './model/errors.ts';
export { InputError } from './model/inputs/errors.ts';
export { isNpy } from './model/inputs/npy.ts';
export { defaultSeed, randomInputs } from './model/inputs/random.ts';
export { readInputs } from './model/inputs/read.ts';
export { isModel, openModel } from './model/open.ts';
export { tensorValues } from './model/tensor-values.ts';
export type { LayerInfo, ModelInfo, TensorInfo } from './model/types.ts';
export { buildReport, type ReportInput } from './report/build-report.ts';
export { renderChangesText } from './report/check/changes-text.ts';
export { mergeChecks, parseCheckReport } from './report/check/merge.ts';
export type { CheckRenderer, ReportContext } from './report/check/reporter.ts';
export { type ReporterName, reporterNames, reporters } from './report/check/reporters.ts';
export type { CheckedBudget, CheckedLimit, CheckReport } from './report/check/schema.ts';
export { type ComparisonFormat, comparisonFormats, layerFormats } from './report/compare/formats.ts';
export type { VariantRow } from './report/compare/row.ts';
export { renderConversion } from './report/conversion/render-text.ts';
export { type LevelRow, levelTable } from './report/level-table.ts';
export { measuresOf } from './report/measures.ts';
export { flashPartsOf, formatMemoryParts, ramPartsOf } from './report/memory-parts.ts';
export { parseReport, ReportError } from './report/parse.ts';
export { renderSpeedscope } from './report/profile/speedscope.ts';
export { topTable } from './report/profile/top.ts';
export type { Renderer, RenderOptions } from './report/renderer.ts';
export { type ReportFormat, renderers } from './report/renderers.ts';
export type { Finding, Report, ReportLayer } from './report/schema.ts';
export {
  type Conversation,
  ConversationError,
  filesOf,
  parseConversation,
  planConversation,
} from './simulate/conversation/conversation.ts';
export type {
  FunctionCycles,
  InstructionCycles,
  InstructionProfile,
} from './simulate/profile/instruction-profile.ts';
export { createDemangler } from './simulate/regions/demangler.ts';
export type { Fault, ProfileNode, RunTrace } from './simulate/types.ts';
export { type CycleCause, cycleCauses } from './simulate/types.ts';
export { formatBytes, parseBytes } from './units/bytes.ts';
export { formatCount } from './units/count.ts';
export { formatCycles, parseCycles } from './units/cycles.ts';
export { formatDuration, parseDuration } from './units/duration.ts';
export { formatPercent, parsePercent } from './units/percent.ts';
export { attribute } from './why/attribute.ts';
export { renderChanges, renderTree } from './why/render.ts';
export { type AttributionChange, type AttributionNode, changesBetween, treeOf } from './why/tree.ts';
export { type Attribution, levels } from './why/types.ts';
