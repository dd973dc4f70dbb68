import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { drop } from '@shared/lib/drop';
import { ReadOnlyNote } from './read-only-note';
import { useIsLead } from './use-is-lead';
import classes from './settings.module.css';

/** A section of team settings: what it is for, who may change it, its forms, and one more of them. */
export function SectionFrame({
  intro,
  add,
  children,
}: {
  intro: string;
  /** Absent where the list of forms is fixed. */
  add?: { text: string; act: () => Promise<unknown> };
  children: ReactNode;
}) {
  const isLead = useIsLead();
  return (
    <>
      <p className={classes.intro}>{intro}</p>
      {isLead ? null : <ReadOnlyNote />}
      {children}
      {isLead && add ? (
        <Button
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => drop(add.act())}
        >
          {add.text}
        </Button>
      ) : null}
    </>
  );
}
