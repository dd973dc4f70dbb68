import { useLocation } from 'wouter';
import { BackButton } from '@renderer/ui/back-button';
import { useShortcut } from '@renderer/ui/keys/use-shortcut';
import { useTranslation } from '@renderer/ui/use-translation';
import { TicketView } from './ticket-view';
import classes from './ticket-view.module.css';

/** A ticket on the whole screen; Esc goes back to it in the queue. */
export function TicketPage({ id }: { id: string }) {
  const { t } = useTranslation('ticket');
  const [, navigate] = useLocation();
  const back = () => navigate(`/queue/${encodeURIComponent(id.slice('ticket:'.length))}`);
  useShortcut('back', back);
  return (
    <div className={classes.page}>
      <div className={classes.bar}>
        <BackButton onClick={back}>{t('backToQueue')}</BackButton>
      </div>
      <div className={classes.body}>
        <TicketView id={id} key={id} isFull />
      </div>
    </div>
  );
}
