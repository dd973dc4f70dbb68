import { useState } from 'react';

export interface Fields {
  teamName: string;
  displayName: string;
  /** Null while it follows the person's name. */
  user: string | null;
  password: string;
  address: string;
}

/** What has been typed, kept over all steps: going back and choosing again loses nothing. */
export function useFields(): [Fields, (change: Partial<Fields>) => void] {
  const [fields, setFields] = useState<Fields>({
    teamName: '',
    displayName: '',
    user: null,
    password: '',
    address: '',
  });
  return [fields, (change) => setFields((before) => ({ ...before, ...change }))];
}
