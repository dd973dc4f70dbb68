import { useState } from 'react';
import { Button } from '@mantine/core';
import { drop } from '@shared/lib/drop';
import { useRecordTitle } from '@renderer/components/record-words/use-record-title';
import { useAct } from '@renderer/components/use-act';
import { forgetCopy, takeUpAgain } from '@renderer/data/commands/given-up';
import type { KeptGivenUp } from '@renderer/data/queries/given-up';
import type { Team } from '@renderer/data/queries/team-context';
import { useTeam } from '@renderer/data/queries/team-context';
import { FormDialog } from '@renderer/ui/form-dialog';
import { Moment } from '@renderer/ui/moment';
import { useTranslation } from '@renderer/ui/use-translation';
import { CopyButton } from './copy-button';
import type { RefusedGroup } from './group-refused';
import { groupRefused } from './group-refused';
import { kindOfRecord, openableId } from './record-text';
import { RefusedParts, usePartsOf } from './refused-parts';
import classes from './attention-page.module.css';

/** Changes that were given up: readable, and taken back by a click, until a second yes removes them. */
export function GivenUpList({ kept }: { kept: readonly KeptGivenUp[] }) {
  const { t } = useTranslation('sync');
  const groups = together(kept);
  return (
    <section className={classes.section} aria-labelledby="given-up-title">
      <h2 className={classes.sectionTitle} id="given-up-title">
        {t('givenUp.title')} ({groups.length})
      </h2>
      <p className={classes.intro}>{t('givenUp.text')}</p>
      <ul className={classes.list}>
        {groups.map((each) => (
          <li key={each[0]?.key}>
            <GivenUpCard kept={each} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What was given up with one yes is taken back with one click: a record and the events that tell of its change. */
function together(kept: readonly KeptGivenUp[]): KeptGivenUp[][] {
  const groups = new Map<string, KeptGivenUp[]>();
  for (const each of kept) {
    const key = `${each.at} ${openableId(each.doc) || each.id}`;
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()];
}

function GivenUpCard({ kept }: { kept: readonly KeptGivenUp[] }) {
  const { t } = useTranslation('sync');
  const team = useTeam();
  const act = useAct();
  const titleOf = useRecordTitle();
  const [asks, setAsks] = useState(false);
  const group = groupOf(kept);
  const text = usePartsOf(group).join('\n');
  const own = kept.find(({ id }) => id === group.id);
  const title = titleOf(group.id, own?.doc);
  const each = async (work: (team: Team, one: KeptGivenUp) => Promise<void>) => {
    for (const one of kept) await work(team, one);
  };
  return (
    <article className={classes.card} aria-label={title}>
      <div className={classes.cardTitle}>
        <span className={classes.kind}>{t(`types.${kindOfRecord(group.id)}`)}</span>
        <span className={classes.text} dir="auto">
          {title}
        </span>
        <span className={classes.kind}>
          {t('givenUp.at')} <Moment at={kept[0]?.at} />
        </span>
      </div>
      <RefusedParts group={group} />
      <div className={classes.actions}>
        <Button variant="default" onClick={() => drop(act(() => each(takeUpAgain)))}>
          {t('givenUp.takeUp')}
        </Button>
        <CopyButton text={text} label={t('copyText')} />
        <CopyButton text={JSON.stringify(kept, null, 2)} label={t('copyRaw')} />
        <Button variant="subtle" color="red" onClick={() => setAsks(true)}>
          {t('givenUp.forget')}
        </Button>
      </div>
      {asks ? (
        <FormDialog
          title={t('givenUp.forgetTitle')}
          submit={t('givenUp.forgetSubmit')}
          onSubmit={() => each(forgetCopy)}
          onClose={() => setAsks(false)}
        >
          <p className={classes.dialogText}>{t('givenUp.forgetText')}</p>
          <p className={classes.dialogText} dir="auto">
            <strong>{title}</strong>
          </p>
          <RefusedParts group={group} />
        </FormDialog>
      ) : null}
    </article>
  );
}

/** As the refused changes that they were, so that they are told in the same words. */
function groupOf(kept: readonly KeptGivenUp[]): RefusedGroup {
  const records = kept.map(({ id, doc, rev, refusal, at }) => ({
    ...{ id, doc, rev },
    refusal: refusal ?? { reason: 'invalid' as const, message: '', at },
  }));
  return groupRefused(records)[0] ?? { id: '', records, at: '' };
}
