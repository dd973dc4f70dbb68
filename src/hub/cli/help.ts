/** What `--help` prints. */
export const HELP = `Luuri hub: the team's server.

Usage
  hub [serve] [options]          serve the team database and the browser edition
  hub members [list]             show the team's accounts
  hub members add USER           add an account (--name, --role; the password is asked for or read from stdin)
  hub members reset-password USER
  hub members activate USER
  hub provision --couch URL      make an Apache CouchDB (3.x) fit for a team, or bring it up to date; may be repeated
  hub close-leaves --couch URL   remove versions that replication left in a CouchDB and that hold nothing more than the
                                 winning ones; needed only where apps reach it without a hub
  hub compact                    make the databases forget older versions of records, and what erased ones held; a hub
                                 does so by itself after an erasure
  hub backup [FILE]              the whole team, files included, as one file (default luuri-<team>-<day>.zip, here)
  hub restore FILE               bring a backup into this hub's team; a hub without a team gets the backup's

Options of serve
  --port N          port to listen on (default 5959; 0 takes any free one)
  --host ADDRESS    address to listen on (default 127.0.0.1: this computer only)
  --expose          needed with any other address: others on the network can then reach the hub
  --data-dir DIR    where the data is kept (default: the usual place of this system for programs' data)
  --couch URL       use this Apache CouchDB (3.x) instead of the embedded database; its administrator comes from
                    LUURI_COUCH_USER and LUURI_COUCH_PASSWORD
  --couch-timeout S seconds that the CouchDB may take to answer the hub (default 30)
  --host-name NAME  a name by which browsers may reach the hub; may be repeated (default: this computer's own names
                    on 127.0.0.1, any name with --expose)
  --static DIR      folder of the browser edition (default: the one that was built beside this program)
  --heartbeat MS    milliseconds between the signs of life of a waiting feed (default 30000)

Options of members
  --data-dir DIR    as above; the hub may be running or not
  --name NAME       the person's name (default: the user name)
  --role ROLE       lead, agent (default) or viewer

Options of provision and close-leaves
  --couch URL       as above, and --couch-timeout S
  --team NAME       the name of the team, where there is none yet
  --user NAME       the user name of its first lead (the password is asked for or read from stdin)
  --name NAME       that person's name (default: the user name)
  --language fi|en  the language of its settings (default fi)
  --dry-run         say what would be done, and do nothing

Options of compact
  --data-dir DIR    as above; the hub may be running or not
  --couch URL       an Apache CouchDB that apps reach without a hub, and --couch-timeout S

Options of backup and restore
  --data-dir DIR    as above; the hub may be running or not. --couch URL where it stands before a CouchDB
  --dry-run         restore: count what is new, changed, the same and damaged, and do nothing
  --user NAME       restore: the user name of the lead of a team that is made (default lead)

  --help            this text
  --version         the version

A team is set up in the browser, on the computer of the hub; behind a proxy on the same computer let the proxy send
X-Forwarded-For, so that the hub can tell its visitors from you.

Passwords are never taken from the command line.
Exit codes: 0 ended as asked, 1 failed, 2 wrong usage, 3 port or data folder in use.
`;
