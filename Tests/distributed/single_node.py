"""A Slurm of one node in a folder of its own: munged, slurmctld and slurmd, started by hand and stopped at the end.

Debian's slurm-wlm and munge are asked for nothing but their programs: no service is started, no file outside the folder is
written. Root is needed, as slurmd needs it. Standard library only.
"""
import os, secrets, shutil, socket, subprocess, time

NEEDED = ("munged", "slurmctld", "slurmd", "sbatch", "squeue", "scancel", "scontrol")


def missing():
    """What a single node lacks here; empty where all is there."""
    absent = [name for name in NEEDED if shutil.which(name) is None]
    return absent if os.geteuid() == 0 else absent + ["root"]


def free_ports(count):
    """Ports of the loopback that nobody listens on now."""
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


class SingleNode:
    """Starts on entry, stops on exit; `run` calls Slurm's commands with the folder's configuration."""

    def __init__(self, folder, cores=2):
        self.folder, self.cores, self.children = folder, cores, []
        self.environment = dict(os.environ, SLURM_CONF=os.path.join(folder, "slurm.conf"))

    def __enter__(self):
        try:
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for child in reversed(self.children):
            child.terminate()
        for child in self.children:
            try:
                child.wait(timeout=15)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()

    def path(self, name):
        return os.path.join(self.folder, name)

    def start(self):
        os.chmod(self.folder, 0o755)
        for name in ("state", "spool", "munge"):
            os.mkdir(self.path(name), 0o755)
        with open(self.path("munge.key"), "wb") as key:
            os.fchmod(key.fileno(), 0o400)
            key.write(secrets.token_bytes(128))
        self.launch("munged", "--foreground", "--force", f"--key-file={self.path('munge.key')}",
                    f"--socket={self.path('munge/socket')}", f"--pid-file={self.path('munge/pid')}",
                    f"--log-file={self.path('munge/log')}", f"--seed-file={self.path('munge/seed')}")
        self.wait(lambda: os.path.exists(self.path("munge/socket")), "munged")
        with open(self.path("slurm.conf"), "w") as file:
            file.write(self.configuration())
        self.launch("slurmctld", "-D", "-f", self.path("slurm.conf"))
        self.launch("slurmd", "-D", "-f", self.path("slurm.conf"), "-N", self.name)
        self.wait(lambda: "idle" in self.run("sinfo", "-h", "-o", "%t").stdout, "the node to be idle")

    @property
    def name(self):
        return socket.gethostname().split(".")[0]

    def configuration(self):
        controller, node = free_ports(2)
        lines = [
            "ClusterName=single", f"SlurmctldHost={self.name}(127.0.0.1)", "SlurmUser=root", "SlurmdUser=root",
            f"SlurmctldPort={controller}", f"SlurmdPort={node}", "AuthType=auth/munge", "CryptoType=crypto/munge",
            f"AuthInfo=socket={self.path('munge/socket')}", f"StateSaveLocation={self.path('state')}",
            f"SlurmdSpoolDir={self.path('spool')}", f"SlurmctldPidFile={self.path('slurmctld.pid')}",
            f"SlurmdPidFile={self.path('slurmd.pid')}", f"SlurmctldLogFile={self.path('slurmctld.log')}",
            f"SlurmdLogFile={self.path('slurmd.log')}", "ProctrackType=proctrack/linuxproc", "TaskPlugin=task/none",
            "SelectType=select/cons_tres", "SelectTypeParameters=CR_Core", "SchedulerType=sched/backfill",
            "ReturnToService=2", "MpiDefault=none", "JobAcctGatherType=jobacct_gather/none",
            "AccountingStorageType=accounting_storage/none", "SchedulerParameters=sched_min_interval=100000",
            f"NodeName={self.name} NodeAddr=127.0.0.1 CPUs={self.cores} State=UNKNOWN",
            f"PartitionName=main Nodes={self.name} Default=YES MaxTime=INFINITE State=UP",
        ]
        return "\n".join(lines) + "\n"

    def launch(self, *command):
        log = open(self.path(command[0] + ".out"), "wb")
        self.children.append(
            subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=self.environment))
        log.close()

    def run(self, *command, **options):
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, **options)

    def wait(self, is_done, what, seconds=60):
        end = time.monotonic() + seconds
        while not is_done():
            for child in self.children:
                if child.poll() is not None:
                    raise RuntimeError(f"{child.args[0]} ended with {child.returncode}:\n{self.logs()}")
            if time.monotonic() > end:
                raise RuntimeError(f"waited {seconds} s in vain for {what}:\n{self.logs()}")
            time.sleep(0.1)

    def logs(self):
        """The last lines of every log."""
        texts = []
        for name in ("munged.out", "munge/log", "slurmctld.out", "slurmctld.log", "slurmd.out", "slurmd.log"):
            if os.path.exists(self.path(name)):
                with open(self.path(name), errors="replace") as file:
                    texts.append(f"--- {name}\n" + "".join(file.readlines()[-12:]))
        return "\n".join(texts)

    def states(self, job):
        """State of every task of a job that the controller still knows, by task."""
        rows = self.run("squeue", "-h", "-r", "-t", "all", "-j", str(job), "-o", "%K %T").stdout.split("\n")
        return dict(row.split() for row in rows if row.strip())

    def submit(self, *arguments):
        """The number of a job."""
        answer = self.run("sbatch", "--parsable", *arguments)
        if answer.returncode != 0:
            raise RuntimeError(f"sbatch: {answer.stderr}")
        return answer.stdout.strip().split(";")[0]

    def finish(self, job, seconds=300):
        """Waits until no task of a job is waiting or running."""
        busy = {"PENDING", "RUNNING", "COMPLETING", "CONFIGURING", "SUSPENDED"}
        self.wait(lambda: not busy & set(self.states(job).values()), f"job {job}", seconds)
        return self.states(job)
