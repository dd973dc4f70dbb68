import { useEffect, useState } from 'react';
import { drop } from '@shared/lib/drop';
import { readServerAddress } from '@renderer/data/commands/server-address';

/** The address of the server in force, for people; empty when it is this very computer or not known yet. */
export function useServerAddress(): string {
  const [address, setAddress] = useState('');
  useEffect(() => drop(readServerAddress().then((found) => setAddress(found ?? ''))), []);
  return address;
}
