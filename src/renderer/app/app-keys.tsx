import { useLocation } from 'wouter';
import { useAppActions } from '@renderer/ui/app-actions';
import { useShortcut } from '@renderer/ui/keys/use-shortcut';

/** The shortcuts that work on every screen. Renders nothing. */
export function AppKeys({ onHelp }: { onHelp: () => void }) {
  const [, navigate] = useLocation();
  const { logCall, newTicket } = useAppActions();
  useShortcut('logCall', () => logCall());
  useShortcut('newTicket', () => newTicket());
  useShortcut('help', onHelp);
  useShortcut('goQueue', () => navigate('/queue'));
  useShortcut('goCalls', () => navigate('/calls'));
  useShortcut('goCallbacks', () => navigate('/callbacks'));
  useShortcut('goOnboarding', () => navigate('/onboarding'));
  useShortcut('goCustomers', () => navigate('/customers'));
  useShortcut('goConflicts', () => navigate('/conflicts'));
  useShortcut('goSettings', () => navigate('/settings'));
  return null;
}
