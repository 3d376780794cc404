import assert from 'node:assert/strict';
import { renderCard } from '../../cards/render.ts';
import type { View } from '../../services/domain/view.ts';
import { buttonOf, linesOf } from '../helpers/adaptive.ts';
import * as a from '../helpers/views.ts';

function said(view: View, language: 'fi' | 'sv' | 'en' = 'en'): string {
  return linesOf(renderCard(view, language)).join('\n');
}

describe('a sprint card', () => {
  const sprint = (role: 'participant' | 'mentor'): View => ({
    kind: 'sprint',
    frame: a.aFrame(),
    role,
    sprint: a.aSprintLine(),
    summary: { en: 'Where procurement sits.' },
    materials: [{ url: 'https://learning.example/strategy', title: { en: 'Strategy in an hour' } }],
    tasks: [a.anItemLine()],
    meeting: a.aMeetingLine(),
  });

  it('says what to do by when, and leads a participant to it', () => {
    assert.match(said(sprint('participant')), /○ To do · due Wed 24 May · 60 min · whole organisation/);
    assert.equal(buttonOf(renderCard(sprint('participant'), 'en'), 'Answer')['verb'], 'task.show');
  });

  it('does not tell a mentor that a task is undone: it is not theirs to do', () => {
    assert.doesNotMatch(said(sprint('mentor')), /To do ·/);
    assert.match(said(sprint('mentor')), /\ndue Wed 24 May/);
  });

  it('opens its learning material', () => {
    const open = buttonOf(renderCard(sprint('mentor'), 'en'), 'Open');
    assert.equal(open['url'], 'https://learning.example/strategy');
    assert.equal(open['tooltip'], 'Open: Strategy in an hour');
  });
});
