import assert from 'node:assert/strict';
import { renderCard } from '../../cards/render.ts';
import type { View } from '../../services/domain/view.ts';
import { linesOf } from '../helpers/adaptive.ts';
import * as a from '../helpers/views.ts';

function said(view: View, language: 'fi' | 'sv' | 'en' = 'en'): string {
  return linesOf(renderCard(view, language)).join('\n');
}

describe('an organisation’s card', () => {
  it('cuts long answers, newest sprint last to be cut, and says how much more there is', () => {
    const [part] = a.anOrganisationView().sprints;
    const long = (number: number) => ({
      ...part!,
      sprint: a.aSprintLine({ number }),
      tasks: Array.from({ length: 5 }, () => ({ ...a.anItemLine(), answer: a.text('ord '.repeat(500)) })),
    });
    const lines = said(a.anOrganisationView({ sprints: [long(2), long(1)] }));
    const [newer, older] = lines.split('Sprint 1 of 3');
    assert.match(newer!, /ord ord/);
    assert.match(older!, /\d+ more characters/);
  });

  it('shows short answers whole', () => {
    assert.match(said(a.anOrganisationView()), /Vi samlar våra avtal i ett register\.\nAnsvarig: Tuula\./);
  });
});
