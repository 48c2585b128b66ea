"""What the tests of windows share: an X server of the test's own, real keys and a real mouse, what is on the screen.

Needs Xvfb, xdotool and ImageMagick's import. No key waits for a fixed time: what it does is seen on the screen before
the next one is pressed, so a busy machine makes this slower, not wrong.
"""
import array
import ctypes
import ctypes.util
import os
import subprocess
import time

from programs import BIN, ProgramTest


def wait_for(what, seconds=30):
    """The first result of what() that isn't empty."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        result = what()
        if result:
            return result
        time.sleep(0.05)
    raise AssertionError(f"waited {seconds} s in vain")


class ClientMessage(ctypes.Structure):
    """XClientMessageEvent of Xlib.h, with room for the largest event."""
    _fields_ = [("type", ctypes.c_int), ("serial", ctypes.c_ulong), ("send_event", ctypes.c_int),
                ("display", ctypes.c_void_p), ("window", ctypes.c_ulong), ("message_type", ctypes.c_ulong),
                ("format", ctypes.c_int), ("data", ctypes.c_long * 5), ("room", ctypes.c_long * 24)]


def ask_to_close(display_name, window):
    """What a desktop sends when somebody clicks on a window's cross."""
    x11 = ctypes.CDLL(ctypes.util.find_library("X11"))
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XInternAtom.restype = ctypes.c_ulong
    display = ctypes.c_void_p(x11.XOpenDisplay(display_name.encode()))
    protocols, delete = (x11.XInternAtom(display, name, 0) for name in (b"WM_PROTOCOLS", b"WM_DELETE_WINDOW"))
    message = ClientMessage(type=33, window=window, message_type=protocols, format=32)
    message.data[0] = delete
    x11.XSendEvent(display, ctypes.c_ulong(window), 0, ctypes.c_long(0), ctypes.byref(message))
    x11.XCloseDisplay(display)


class WindowTest(ProgramTest):
    SCREEN = (1280, 720)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # The server chooses a free display number itself and tells it once it is ready. Without
        # -noreset it begins anew after each game, and refuses whoever comes meanwhile.
        cls.server = subprocess.Popen(["Xvfb", "-displayfd", "1", "-noreset", "-screen", "0", "{}x{}x24".format(*cls.SCREEN)],
                                      stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        cls.addClassCleanup(cls.stop_server)
        cls.environment = {**os.environ, "DISPLAY": ":" + cls.server.stdout.readline().strip()}

    @classmethod
    def stop_server(cls):
        cls.server.terminate()
        cls.server.wait()
        cls.server.stdout.close()

    def x(self, *words):
        return subprocess.run(words, env=self.environment, capture_output=True, timeout=30).stdout

    def start(self, title, program, *arguments):
        """A program whose window has this title, with the keyboard."""
        self.title = title
        self.program = subprocess.Popen([BIN / program, *map(str, arguments)], env=self.environment,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.addCleanup(self.stop, self.program)
        self.take_window()
        return self.program

    def take_window(self):
        self.window = wait_for(self.find_window).split()[0]
        self.x("xdotool", "windowfocus", "--sync", self.window)

    def find_window(self):
        self.assertIsNone(self.program.poll(), "it has ended by itself")
        return self.x("xdotool", "search", "--name", self.title)

    @staticmethod
    def stop(program):
        program.kill()
        program.wait()
        program.stdout.close()
        program.stderr.close()

    def press(self, *keys):
        self.x("xdotool", "key", *keys)

    def geometry(self):
        """The window's (x, y, width, height)"""
        lines = self.x("xdotool", "getwindowgeometry", "--shell", self.window).decode().split()
        values = dict(line.split("=") for line in lines)
        return tuple(int(values[name]) for name in ("X", "Y", "WIDTH", "HEIGHT"))

    def root(self):
        """The whole screen, a number a pixel."""
        return array.array("I", self.x("import", "-silent", "-window", "root", "-depth", "8", "rgba:-"))

    def pixels(self, colour):
        """How many pixels of the whole screen have this colour."""
        return self.root().count(colour)

    def end(self, program, code=0):
        out, errors = program.communicate(timeout=30)
        self.assertEqual(program.returncode, code, out + errors)
        self.assertEqual(errors, "")
        return out
