import type { EventDocument, TeamDocument } from '@shared/domain/record/documents';
import { followsFromOther } from '@shared/domain/timeline/conflicts';
import { useFieldWords } from '@renderer/components/record-words/use-field-words';
import { useValueWords } from '@renderer/components/record-words/use-value-words';
import { useTranslation } from '@renderer/ui/use-translation';
import type { RefusedGroup } from './group-refused';
import { textOfRecord } from './record-text';
import classes from './attention-page.module.css';

/** What the refused changes of a record are, in words: what was written, and which fields became what. */
export function RefusedParts({ group }: { group: RefusedGroup }) {
  const parts = usePartsOf(group);
  return (
    <ul className={classes.parts}>
      {parts.map((part, index) => (
        <li key={index} className={classes.part} dir="auto">
          {part}
        </li>
      ))}
    </ul>
  );
}

/** The same as lines of text, to be copied or named in a question. */
export function usePartsOf({ id, records }: RefusedGroup): string[] {
  const { t } = useTranslation('sync');
  const fieldName = useFieldWords();
  const words = useValueWords();
  const told = records
    .filter(({ doc }) => doc.type === 'event')
    .flatMap(({ doc }) => {
      const { about, changes, body } = doc as EventDocument;
      const lines = (Array.isArray(changes) ? changes : [])
        .filter(({ path }) => !followsFromOther(about, path))
        .map(({ path, from, to }) =>
          t('changedField', {
            field: fieldName(about, path),
            from: words(about, path, from),
            to: words(about, path, to),
          }),
        );
      return body ? [...lines, body] : lines;
    });
  if (told.length > 0) return told;
  // No event tells what changed: then all that a person wrote in it.
  const own = records.find((record) => record.id === id)?.doc ?? records[0]?.doc;
  return [own ? textOf(own) : ''].filter(Boolean);
}

function textOf(doc: TeamDocument): string {
  return textOfRecord(doc) || doc._id;
}
