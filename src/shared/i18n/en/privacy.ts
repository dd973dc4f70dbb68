export const privacy = {
  signOut: {
    machine: 'This computer',
    keep: 'Keep the data on this computer',
    keepHint:
      "The team's data and unfinished texts are here when you sign in again. For a computer of your own.",
    wipe: 'Remove everything from this computer',
    wipeHint:
      'Tickets, calls, files, drafts and backups are removed from this computer. What is on the server stays. For a computer that is replaced or left to others.',
    onlyHere: 'Only this computer still has:',
    changes_one: '{{count}} unsent change',
    changes_other: '{{count}} unsent changes',
    files_one: '{{count}} unsent file',
    files_other: '{{count}} unsent files',
    drafts_one: '{{count}} unfinished text',
    drafts_other: '{{count}} unfinished texts',
    sendFirst: 'Send first',
    saveCopy: 'Save a copy of the changes',
    copyFailed: 'The copy could not be saved. Nothing has been removed.',
    copySaved: 'The copy is saved.',
    understood: 'Remove these too. They cannot be brought back: {{lost}}.',
    wipeNow: 'Sign out and remove',
    held: 'Not everything could be removed yet. Close the other windows of Luuri and try again.',
  },
  support: {
    report: 'Details for support',
    intro:
      'This is everything that goes into the file: versions, counts, the state of the connection and error codes. No content of tickets or calls, no names, no passwords. Nothing leaves this computer before you send the file yourself.',
    save: 'Save as a file',
    again: 'Read again',
    copyFailed: 'Copying did not work. Select the text and copy it yourself.',
    saveFailed: 'The file could not be saved. Copy the text instead.',
  },
};
