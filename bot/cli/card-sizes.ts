import { renderCard } from '../../cards/render.ts';
import type { Programme } from '../../services/domain/programme.ts';
import type { View } from '../../services/domain/view.ts';
import { problemAt } from '../../services/files/issues.ts';
import type { Path } from '../../services/files/locate.ts';
import type { FileProblem } from '../../services/files/problem.ts';
import type { ReadProgramme } from '../../services/files/programme.ts';
import { found } from '../../services/files/references.ts';
import { scenes } from './card-scenes.ts';
import type { Scene } from './card-scenes.ts';
import { openSample } from './sample-academy.ts';

/** Kilobytes that Teams is sure to take as one card. */
const BUDGET = 28;

/** The programme's cards that are too large to be sent: drawn as they will be, in each of its languages. */
export async function cardProblems(read: ReadProgramme): Promise<FileProblem[]> {
  const { programme, file, locate } = read;
  if (!programme) return [];
  const sample = await openSample(programme);
  try {
    const problems: FileProblem[] = [];
    for (const scene of scenes(programme, sample.organisation.id)) {
      const view = await scene.show(await sample.act(scene.role, scene.at));
      const said = 'kind' in view ? tooLarge(view, scene.card, programme) : undefined;
      if (said !== undefined) problems.push(problemAt(file, locate, pathOf(scene, read), said));
    }
    return problems;
  } finally {
    await sample.close();
  }
}

function tooLarge(view: View, card: string, { languages }: Programme): string | undefined {
  const sizes = languages.map((language) => {
    const kilobytes = Buffer.byteLength(JSON.stringify(renderCard(view, language).content)) / 1024;
    return { language, kilobytes };
  });
  const largest = sizes.reduce((one, other) => (other.kilobytes > one.kilobytes ? other : one));
  if (largest.kilobytes <= BUDGET) return undefined;
  const size = `${largest.kilobytes.toFixed(1)} KB in ${largest.language}`;
  return `${card} is too large for Teams: ${size}, of at most ${String(BUDGET)}; shorten or remove some of it`;
}

function pathOf({ pattern, id }: Scene, { data }: ReadProgramme): Path {
  const places = found(data, pattern);
  const place = places.find(({ value }) => id === undefined || found(value, 'id')[0]?.value === id);
  return place?.path ?? [];
}
