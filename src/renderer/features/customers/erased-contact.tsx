import { useLocation } from 'wouter';
import type { Contact } from '@shared/domain/customers/customer';
import { formatClock, formatDate } from '@shared/i18n/format';
import type { Erasures } from '@renderer/data/queries/erasures';
import { useErasures } from '@renderer/data/queries/erasures';
import { usePersonName } from '@renderer/data/queries/people';
import { BackButton } from '@renderer/ui/back-button';
import { useLanguage } from '@renderer/ui/use-language';
import { useTranslation } from '@renderer/ui/use-translation';
import { EraseButton } from './erase-button';
import { ErasureMachines } from './erasure-machines';
import classes from './customers.module.css';

/** What is left of an erased person: who erased them, and on which computers it is done. */
export function ErasedContact({ contact }: { contact: Contact }) {
  const { t } = useTranslation(['privacy', 'common']);
  const [, navigate] = useLocation();
  const erasures = useErasures(contact._id);
  return (
    <article className={classes.detail} aria-label={t('privacy:erase.erasedTitle')}>
      <div className={classes.toolbar}>
        <BackButton className={classes.backButton} onClick={() => navigate('/customers')}>
          {t('common:back')}
        </BackButton>
        <h2 className={classes.heading}>{t('privacy:erase.erasedTitle')}</h2>
      </div>
      {erasures ? <Told erasures={erasures} /> : null}
      <p className={classes.hint}>{t('privacy:erase.erasedText')}</p>
      {erasures ? <ErasureMachines erasures={erasures} /> : null}
      <div className={classes.actions}>
        <EraseButton contact={contact} />
      </div>
    </article>
  );
}

function Told({ erasures: { first, later } }: { erasures: Erasures }) {
  const { t } = useTranslation('privacy');
  const language = useLanguage();
  const name = usePersonName(first.author);
  const when = (at: string) => ({ date: formatDate(at, language), time: formatClock(at, language) });
  const last = later.at(-1);
  return (
    <div>
      <p className={classes.told}>{t('erase.by', { name, ...when(first.occurredAt) })}</p>
      {last ? (
        <p className={classes.told}>{t('erase.later', { count: later.length, ...when(last.occurredAt) })}</p>
      ) : null}
    </div>
  );
}
