import type { Figures } from '../domain/figures.ts';
import { academyPartition } from './documents.ts';
import type { Kind } from './documents.ts';

/** What is left of an academy once its people are forgotten. */
export const figures: Kind<Figures> = {
  type: 'figures',
  schema: 1,
  place: (f) => ({ pk: academyPartition(f.academy), id: FIGURES, sort: f.academy }),
};
export const FIGURES = 'figures';
