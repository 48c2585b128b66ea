#include "sim/window.hpp"

#include <dlfcn.h>

#include <SFML/Graphics.hpp>
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <optional>

#include "recordings/error.hpp"
#include "sim/gamepad.hpp"
#include "sim/palette.hpp"

namespace crossroads {
namespace {

constexpr unsigned kMostScaleAtStart = 4;

// SFML 2.5 aborts the program where it can't reach the X server, so that is asked first, through
// the X library that SFML loads anyway. Hold it until SFML has its own connection: a server without
// clients may begin anew and refuse whoever comes meanwhile.
class DisplayCheck {
 public:
  DisplayCheck() {
    const char* name = std::getenv("DISPLAY");
    x11_ = dlopen("libX11.so.6", RTLD_LAZY);
    if (x11_ == nullptr) return;  // no X here: SFML has another way
    if (name != nullptr) display_ = function<void*(const char*)>("XOpenDisplay")(name);
    if (display_ != nullptr) return;
    throw Error("a display to open a window on",
                name == nullptr ? "no DISPLAY" : "none at `" + std::string(name) + "`",
                "the environment",
                "start it on a desktop, or record without a window: record --help");
  }
  ~DisplayCheck() {
    if (display_ != nullptr) function<int(void*)>("XCloseDisplay")(display_);
  }
  DisplayCheck(const DisplayCheck&) = delete;
  DisplayCheck& operator=(const DisplayCheck&) = delete;

 private:
  template <class Signature>
  [[nodiscard]] Signature* function(const char* name) const {
    return reinterpret_cast<Signature*>(dlsym(x11_, name));
  }
  void* x11_ = nullptr;
  void* display_ = nullptr;
};

unsigned scale_for_desktop(const sf::VideoMode& desktop, unsigned height_px, unsigned width_px) {
  const unsigned fits =
      std::min(desktop.width * 9 / 10 / width_px, desktop.height * 9 / 10 / height_px);
  return std::clamp(fits, 1U, kMostScaleAtStart);
}

std::optional<Key> key_of(sf::Keyboard::Key key) {
  switch (key) {
    case sf::Keyboard::Up:
    case sf::Keyboard::W:
      return Key::up;
    case sf::Keyboard::Left:
    case sf::Keyboard::A:
      return Key::left;
    case sf::Keyboard::Down:
    case sf::Keyboard::S:
      return Key::down;
    case sf::Keyboard::Right:
    case sf::Keyboard::D:
      return Key::right;
    case sf::Keyboard::P:
      return Key::pause;
    case sf::Keyboard::N:
      return Key::step;
    case sf::Keyboard::M:
      return Key::slow;
    case sf::Keyboard::R:
      return Key::restart;
    case sf::Keyboard::F5:
      return Key::save;
    case sf::Keyboard::F9:
      return Key::load;
    case sf::Keyboard::H:
      return Key::help;
    case sf::Keyboard::Escape:
      return Key::quit;
    default:
      return std::nullopt;
  }
}

}  // namespace

struct Window::Impl {
  std::string title;
  unsigned height_px, width_px;
  bool full_screen = false;
  sf::RenderWindow window;
  sf::Texture texture;
  sf::Sprite sprite;
  std::vector<sf::Uint8> rgba;
  std::array<GamepadStick, sf::Joystick::Count> sticks, pads;

  void open() {
    const sf::VideoMode desktop = sf::VideoMode::getDesktopMode();
    if (full_screen) {
      window.create(desktop, title, sf::Style::Fullscreen);
    } else {
      const unsigned scale = scale_for_desktop(desktop, height_px, width_px);
      const unsigned width = width_px * scale, height = height_px * scale;
      window.create({width, height}, title);
      // SFML 2.5 takes the screen's width for its height here: the window would hang out below.
      window.setPosition({(static_cast<int>(desktop.width) - static_cast<int>(width)) / 2,
                          (static_cast<int>(desktop.height) - static_cast<int>(height)) / 2});
    }
    window.setKeyRepeatEnabled(false);
    window.setMouseCursorVisible(!full_screen);
    window.setVerticalSyncEnabled(true);  // no torn pictures; the ticks have a clock of their own
    fit(window.getSize().x, window.getSize().y);
  }

  // The largest whole enlargement that fits, in the middle; only a window smaller than the picture
  // shows it reduced.
  void fit(unsigned window_width, unsigned window_height) {
    const auto width = static_cast<float>(window_width), height = static_cast<float>(window_height);
    float scale =
        std::min(width / static_cast<float>(width_px), height / static_cast<float>(height_px));
    if (scale >= 1) scale = std::floor(scale);
    window.setView(sf::View({0, 0, width, height}));
    sprite.setScale(scale, scale);
    sprite.setPosition(std::floor((width - scale * static_cast<float>(width_px)) / 2),
                       std::floor((height - scale * static_cast<float>(height_px)) / 2));
  }

  std::optional<Key> moved(const sf::Event::JoystickMoveEvent& event) {
    GamepadStick& stick = sticks[event.joystickId];
    GamepadStick& pad = pads[event.joystickId];
    switch (event.axis) {
      case sf::Joystick::X:
        return stick.move_x(event.position);
      case sf::Joystick::Y:
        return stick.move_y(event.position);
      case sf::Joystick::PovX:  // the D-pad
        return pad.move_x(event.position);
      case sf::Joystick::PovY:
        return pad.move_y(event.position);
      default:
        return std::nullopt;
    }
  }

  std::optional<Key> key_of_event(const sf::Event& event) {
    switch (event.type) {
      case sf::Event::Closed:
        return Key::quit;
      case sf::Event::Resized:
        fit(event.size.width, event.size.height);
        return std::nullopt;
      case sf::Event::KeyPressed:
        return key_of(event.key.code);
      case sf::Event::JoystickMoved: {
        const auto key = moved(event.joystickMove);  // also without focus: the stick's place counts
        return window.hasFocus() ? key : std::nullopt;
      }
      case sf::Event::JoystickButtonPressed:
        return window.hasFocus() ? key_of_button(event.joystickButton.button) : std::nullopt;
      default:
        return std::nullopt;
    }
  }
};

Window::Window(const std::string& title, int height_px, int width_px) {
  const DisplayCheck display;
  sf::err().rdbuf(nullptr);          // SFML's remarks (no vertical sync, ...) are no errors of ours
  impl_ = std::make_unique<Impl>();  // SFML's members reach for the display at once
  Impl& my = *impl_;
  my.title = title;
  my.height_px = static_cast<unsigned>(height_px);
  my.width_px = static_cast<unsigned>(width_px);
  my.open();
  if (!my.window.isOpen() || !my.texture.create(my.width_px, my.height_px)) {
    throw Error("a window with OpenGL", "none", "this display", "try another display");
  }
  my.rgba.resize(std::size_t{4} * my.width_px * my.height_px, 255);
  my.sprite.setTexture(my.texture, true);
}

Window::~Window() = default;

std::vector<Key> Window::keys() {
  std::vector<Key> pressed;
  bool change = false;
  sf::Event event{};
  while (impl_->window.pollEvent(event)) {
    if (event.type == sf::Event::KeyPressed && event.key.code == sf::Keyboard::F11) change = true;
    if (const auto key = impl_->key_of_event(event)) pressed.push_back(*key);
  }
  if (change) {
    impl_->full_screen = !impl_->full_screen;
    impl_->open();
  }
  return pressed;
}

void Window::show(std::span<const std::uint8_t> palette_pixels) {
  Impl& my = *impl_;
  for (std::size_t i = 0; i < palette_pixels.size(); ++i) {
    const Rgb colour = palette()[palette_pixels[i] % std::tuple_size_v<Palette>];
    my.rgba[4 * i] = colour.r;
    my.rgba[4 * i + 1] = colour.g;
    my.rgba[4 * i + 2] = colour.b;
  }
  my.texture.update(my.rgba.data());
  const Rgb around = palette()[kBackground];
  my.window.clear({around.r, around.g, around.b});
  my.window.draw(my.sprite);
  my.window.display();
}

}  // namespace crossroads
