/** What `--help` prints. */
export const IMPORT_HELP = `Luuri import: tickets, customers and contacts from another system's CSV or JSON files.

Usage
  npm run import -- FILE… [options]      a folder stands for the CSV and JSON files in it

Options
  --dry-run         show what would happen and write nothing
  --profile NAME    incident-log, zendesk-export or generic (default: recognised by the columns)
  --as WHAT         what the rows of any other table are: tickets, customers or contacts (default: guessed)
  --map COL=FIELD   which field a column of such a table goes to; may be repeated; nothing after = keeps the column
                    beside the record
  --time-zone ZONE  zone of times without one (default Europe/Helsinki)
  --data-dir DIR    whose team it goes to: the hub of this data folder, running or not (default: the usual one);
                    where there is no team yet, one called Luuri is made and its password shown once
  --server URL      another hub or an Apache CouchDB instead; --user USER is a lead of its team, the password is
                    asked for, or comes from LUURI_PASSWORD
  --rejects FILE    write the rows that were not imported to this CSV file, with row and reason
  --yes             do not ask before writing
  --help            this text

An import can be stopped with Ctrl-C and run again: it goes on where it was, nothing is imported twice, and what
people have changed since stays as they changed it.

Exit codes: 0 done (rejected rows are listed), 1 failed, 2 wrong usage or unusable file, 3 data folder in use,
130 stopped.
`;
