/** Traces and metrics to Azure Monitor. Loaded only where it is configured: the packages are large. */
import { AzureMonitorMetricExporter, AzureMonitorTraceExporter } from '@azure/monitor-opentelemetry-exporter';
import type { AzureMonitorExporterOptions } from '@azure/monitor-opentelemetry-exporter';
import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, TraceFlags } from '@opentelemetry/api';
import type {
  Attributes,
  Context,
  Counter as OtelCounter,
  Histogram as OtelHistogram,
  Span as OtelSpan,
} from '@opentelemetry/api';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { BasicTracerProvider, BatchSpanProcessor, RandomIdGenerator } from '@opentelemetry/sdk-trace-base';
import type { IdGenerator } from '@opentelemetry/sdk-trace-base';
import { known } from './facts.ts';
import type { Facts } from './facts.ts';
import { counters, histograms } from './telemetry.ts';
import type { Reporting, Span, Step, Telemetry } from './telemetry.ts';

export interface AzureOptions {
  readonly connectionString: string;
  /** Where it goes. The exporter by itself would speak https to any address. */
  readonly endpoint: string;
  /** Names this process. */
  readonly instance: string;
  readonly everyMs?: Reporting | undefined;
  /** Told when what is measured cannot be handed in, and when it can again. */
  readonly trouble: (is: boolean) => void;
}

const EVERY_MS: Reporting = { metrics: 60_000, spans: 5000 };
/** Of one report; then the next one is due. */
const PATIENCE_MS = 10_000;
/** At the end nobody waits longer for it. */
const STOP_MS = 3000;
/** Spans kept until they are handed in; beyond it they are dropped. */
const KEPT = 4096;

export function azureTelemetry(options: AzureOptions): Telemetry {
  const { endpoint, connectionString, everyMs = EVERY_MS } = options;
  const to = {
    connectionString,
    host: endpoint,
    allowInsecureConnection: endpoint.startsWith('http:'),
    // What cannot be handed in is dropped: nothing of the academy is written beside its store.
    disableOfflineStorage: true,
    ...listening(options.trouble),
    retryOptions: { maxRetries: 2, retryDelayInMs: 500, maxRetryDelayInMs: 2000 },
  };
  const resource = resourceFromAttributes({
    'service.name': 'fadder',
    'service.instance.id': options.instance,
  });
  const spans = new BatchSpanProcessor(new AzureMonitorTraceExporter(to), {
    maxQueueSize: KEPT,
    scheduledDelayMillis: everyMs.spans,
    exportTimeoutMillis: PATIENCE_MS,
  });
  const reader = new PeriodicExportingMetricReader({
    exporter: new AzureMonitorMetricExporter(to),
    exportIntervalMillis: everyMs.metrics,
    exportTimeoutMillis: Math.min(PATIENCE_MS, everyMs.metrics),
  });
  const ids = new StepIds();
  const tracing = new BasicTracerProvider({ resource, spanProcessors: [spans], idGenerator: ids });
  const metering = new MeterProvider({ resource, readers: [reader] });
  const tracer = tracing.getTracer('fadder');
  const instruments = instrumentsOf(metering);
  return {
    begin: (step) => {
      const span = ids.within(step, () =>
        tracer.startSpan(
          step.name,
          { kind: kindOf(step), attributes: attributesOf(step.facts) },
          above(step),
        ),
      );
      return new MeasuredSpan(span);
    },
    count: (what, facts, amount = 1) => {
      instruments.counters.get(what)?.add(amount, attributesOf(facts));
    },
    record: (what, value, facts) => {
      instruments.histograms.get(what)?.record(value, attributesOf(facts));
    },
    stop: () => within(STOP_MS, [tracing.shutdown(), metering.shutdown()]),
  };
}

class MeasuredSpan implements Span {
  readonly inner: OtelSpan;

  constructor(inner: OtelSpan) {
    this.inner = inner;
  }

  end({ facts = {}, failed = false }: Parameters<Span['end']>[0]): void {
    this.inner.setAttributes(attributesOf(facts));
    // Without words: an error's may quote anybody's.
    this.inner.setStatus({ code: failed ? SpanStatusCode.ERROR : SpanStatusCode.OK });
    this.inner.end();
  }
}

/** An action is a trace. Its first span has the first half of the action's id, so that work on it in another process knows
 * what it belongs below. */
class StepIds implements IdGenerator {
  #first: string | undefined;
  readonly #random = new RandomIdGenerator();

  generateTraceId(): string {
    return this.#first ?? this.#random.generateTraceId();
  }

  generateSpanId(): string {
    return this.#first === undefined ? this.#random.generateSpanId() : firstSpanOf(this.#first);
  }

  within<T>({ action, first, above: span }: Step, start: () => T): T {
    this.#first = first && !span ? action : undefined;
    try {
      return start();
    } finally {
      this.#first = undefined;
    }
  }
}

const firstSpanOf = (action: string): string => action.slice(0, 16);

function above({ action, first, above: span }: Step): Context {
  if (span instanceof MeasuredSpan) return trace.setSpan(ROOT_CONTEXT, span.inner);
  if (first) return ROOT_CONTEXT;
  const begun = {
    traceId: action,
    spanId: firstSpanOf(action),
    traceFlags: TraceFlags.SAMPLED,
    isRemote: true,
  };
  return trace.setSpanContext(ROOT_CONTEXT, begun);
}

function kindOf({ way }: Step): SpanKind {
  return way === 'in' ? SpanKind.SERVER : way === 'out' ? SpanKind.CLIENT : SpanKind.INTERNAL;
}

function attributesOf(facts: Facts): Attributes {
  const told = Object.entries(known(facts)).filter(([, value]) => typeof value !== 'object');
  return Object.fromEntries(told.map(([name, value]) => [`fadder.${name}`, value])) as Attributes;
}

function instrumentsOf(metering: MeterProvider): {
  readonly counters: ReadonlyMap<string, OtelCounter>;
  readonly histograms: ReadonlyMap<string, OtelHistogram>;
} {
  const meter = metering.getMeter('fadder');
  return {
    counters: new Map(Object.entries(counters).map(([name, of]) => [name, meter.createCounter(name, of)])),
    histograms: new Map(
      Object.entries(histograms).map(([name, { bounds, ...of }]) => [
        name,
        meter.createHistogram(name, { ...of, advice: { explicitBucketBoundaries: [...bounds] } }),
      ]),
    ),
  };
}

/** Hears how it went: the exporter itself says "well" of what it has dropped. */
function listening(trouble: (is: boolean) => void): Pick<AzureMonitorExporterOptions, 'additionalPolicies'> {
  return {
    additionalPolicies: [
      {
        position: 'perCall',
        policy: {
          name: 'listening',
          async sendRequest(request, next) {
            try {
              const response = await next(request);
              trouble(response.status >= 400);
              return response;
            } catch (error) {
              trouble(true);
              throw error;
            }
          },
        },
      },
    ],
  };
}

async function within(ms: number, work: readonly Promise<unknown>[]): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
  await Promise.race([Promise.allSettled(work), late]);
  clearTimeout(timer);
}
