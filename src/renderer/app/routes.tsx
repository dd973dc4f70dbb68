import { memo } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { AttentionPage } from '@renderer/features/attention';
import { BackupPage } from '@renderer/features/backup';
import { CallsPage } from '@renderer/features/calls';
import { CallbacksPage } from '@renderer/features/callbacks';
import { ConflictsPage } from '@renderer/features/conflicts';
import { CustomersPage } from '@renderer/features/customers';
import { OnboardingPage, RunPage, TemplatesPage } from '@renderer/features/onboarding';
import { QueuePage } from '@renderer/features/queue';
import { SettingsPage } from '@renderer/features/settings';
import { TicketPage, TicketView } from '@renderer/features/ticket';
import { ImporterPage } from '@renderer/features/importer';
import { ErrorBoundary } from './error-boundary';

/**
 * Which address shows which screen. Ids come without their type: `/tickets/01J…`.
 * Remembered: a call or a dialog that opens must not wait for the screen to be drawn again.
 */
export const Routes = memo(function Routes() {
  return (
    <ErrorBoundary>
      <Switch>
        <Route path="/queue/:id?">
          {({ id }) => (
            <QueuePage
              selectedId={id ? `ticket:${id}` : ''}
              renderTicket={(ticketId) => <TicketView id={ticketId} key={ticketId} />}
            />
          )}
        </Route>
        <Route path="/tickets/:id">{({ id }) => <TicketPage id={`ticket:${id}`} />}</Route>
        <Route path="/calls/:id?">{({ id }) => <CallsPage selectedId={id ? `call:${id}` : ''} />}</Route>
        <Route path="/callbacks/:id?">
          {({ id }) => <CallbacksPage selectedId={id ? `callback:${id}` : ''} />}
        </Route>
        <Route path="/onboarding/templates/:id?">
          {({ id }) => <TemplatesPage selectedId={id ? `template:${id}` : ''} />}
        </Route>
        <Route path="/onboarding">
          <OnboardingPage />
        </Route>
        <Route path="/onboarding/:id">{({ id }) => <RunPage id={`run:${id}`} key={id} />}</Route>
        <Route path="/customers/:id?">
          {({ id }) => <CustomersPage selectedId={id ? `customer:${id}` : ''} />}
        </Route>
        <Route path="/contacts/:id">{({ id }) => <CustomersPage selectedId={`contact:${id}`} />}</Route>
        <Route path="/conflicts">
          <ConflictsPage />
        </Route>
        <Route path="/attention">
          <AttentionPage />
        </Route>
        <Route path="/settings/import">
          <ImporterPage />
        </Route>
        <Route path="/settings/backup">
          <BackupPage />
        </Route>
        <Route path="/settings/:section?">
          {({ section }) => <SettingsPage section={section ?? 'me'} />}
        </Route>
        <Route>
          <Redirect to="/queue" replace />
        </Route>
      </Switch>
    </ErrorBoundary>
  );
});
