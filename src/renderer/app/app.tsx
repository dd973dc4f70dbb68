import { MantineProvider } from '@mantine/core';
import { usePreferences } from '@renderer/ui/preferences';
import { cssVariables, theme } from '@renderer/ui/theme';
import { ErrorBoundary } from './error-boundary';
import { TeamGate } from './team-gate';

export function App() {
  const scheme = usePreferences((preferences) => preferences.theme);
  const forced = scheme === 'auto' ? {} : { forceColorScheme: scheme };
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto" {...forced}>
      <ErrorBoundary>
        <TeamGate />
      </ErrorBoundary>
    </MantineProvider>
  );
}
