import { IconAlertCircle } from '@tabler/icons-react';
import type { ImportProblem } from '@renderer/data/commands/import-files';
import { useTranslation } from '@renderer/ui/use-translation';
import classes from './importer.module.css';

/** Why a file or a mapping cannot be imported. */
export function ProblemNote({ problem }: { problem: ImportProblem | null }) {
  const { t } = useTranslation('importer');
  if (!problem) return null;
  const text =
    problem.code === 'internal'
      ? t('failed')
      : t(`failures.${problem.code}`, { ...problem.facts, file: problem.file });
  return (
    <p className={classes.problem} role="alert">
      <IconAlertCircle size={18} aria-hidden />
      {text}
    </p>
  );
}
