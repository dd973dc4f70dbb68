import { useEffect, useState } from 'react';

/** The time now, ISO, told every second; clocks are counted from time stamps, so a sleep loses nothing. */
export function useNow(): string {
  const [now, setNow] = useState(() => new Date().toISOString());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date().toISOString()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
