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

char symbol_of(sf::Keyboard::Key key) {
  const auto from = [key](sf::Keyboard::Key first, char symbol) {
    return static_cast<char>(symbol + (key - first));
  };
  if (key >= sf::Keyboard::A && key <= sf::Keyboard::Z) return from(sf::Keyboard::A, 'a');
  if (key >= sf::Keyboard::Num0 && key <= sf::Keyboard::Num9) return from(sf::Keyboard::Num0, '0');
  return key == sf::Keyboard::Space ? ' ' : '\0';
}

Input input_of(Key key) {
  Input input;
  input.key = key;
  return input;
}

}  // namespace

struct Window::Impl {
  std::string title;
  unsigned height_px, width_px;
  bool full_screen = false, uses_mouse = false;
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
    window.setMouseCursorVisible(!full_screen || uses_mouse);
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

  std::optional<Key> key_of_gamepad(const sf::Event& event) {
    if (event.type == sf::Event::JoystickMoved) {
      const auto key = moved(event.joystickMove);  // also without focus: the stick's place counts
      return window.hasFocus() ? key : std::nullopt;
    }
    return window.hasFocus() ? key_of_button(event.joystickButton.button) : std::nullopt;
  }

  [[nodiscard]] Input mouse(Input::Kind kind, int x, int y) const {
    const auto in_picture = [](int place, float start, float scale) {
      return static_cast<int>(std::floor((static_cast<float>(place) - start) / scale));
    };
    Input input;
    input.kind = kind;
    input.x_px = in_picture(x, sprite.getPosition().x, sprite.getScale().x);
    input.y_px = in_picture(y, sprite.getPosition().y, sprite.getScale().y);
    return input;
  }

  std::optional<Input> input_of_event(const sf::Event& event) {
    switch (event.type) {
      case sf::Event::Closed:
        return input_of(Key::quit);
      case sf::Event::Resized:
        fit(event.size.width, event.size.height);
        return std::nullopt;
      case sf::Event::KeyPressed: {
        Input input;
        input.key = key_of(event.key.code);
        input.symbol = symbol_of(event.key.code);
        return input;
      }
      case sf::Event::JoystickMoved:
      case sf::Event::JoystickButtonPressed: {
        const auto key = key_of_gamepad(event);
        return key ? std::optional(input_of(*key)) : std::nullopt;
      }
      case sf::Event::MouseMoved:
        return mouse(Input::Kind::mouse_moved, event.mouseMove.x, event.mouseMove.y);
      case sf::Event::MouseButtonPressed:
      case sf::Event::MouseButtonReleased: {
        const auto& click = event.mouseButton;
        if (click.button != sf::Mouse::Left) return std::nullopt;
        const bool pressed = event.type == sf::Event::MouseButtonPressed;
        return mouse(pressed ? Input::Kind::mouse_pressed : Input::Kind::mouse_released, click.x,
                     click.y);
      }
      default:
        return std::nullopt;
    }
  }

  std::vector<Input> poll() {
    std::vector<Input> inputs;
    bool change = false;
    sf::Event event{};
    while (window.pollEvent(event)) {
      if (event.type == sf::Event::KeyPressed && event.key.code == sf::Keyboard::F11) change = true;
      if (const auto input = input_of_event(event)) inputs.push_back(*input);
    }
    if (change) {
      full_screen = !full_screen;
      open();
    }
    return inputs;
  }

  // Another size of the picture needs another texture.
  void hold(int height, int width) {
    if (static_cast<int>(height_px) == height && static_cast<int>(width_px) == width &&
        !rgba.empty()) {
      return;
    }
    height_px = static_cast<unsigned>(height);
    width_px = static_cast<unsigned>(width);
    if (!texture.create(width_px, height_px)) {
      throw Error("a window with OpenGL", "none", "this display", "try another display");
    }
    rgba.assign(std::size_t{4} * width_px * height_px, 255);
    sprite.setTexture(texture, true);
    fit(window.getSize().x, window.getSize().y);
  }

  void display() {
    texture.update(rgba.data());
    const Rgb around = palette()[kBackground];
    window.clear({around.r, around.g, around.b});
    window.draw(sprite);
    window.display();
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
  if (!my.window.isOpen()) {
    throw Error("a window", "none", "this display", "try another display");
  }
  my.hold(height_px, width_px);
}

Window::~Window() = default;

std::vector<Input> Window::inputs() {
  impl_->uses_mouse = true;
  return impl_->poll();
}

std::vector<Key> Window::keys() {
  std::vector<Key> pressed;
  for (const Input& input : impl_->poll()) {
    if (input.key) pressed.push_back(*input.key);
  }
  return pressed;
}

void Window::show(std::span<const std::uint8_t> palette_pixels) {
  auto& rgba = impl_->rgba;
  for (std::size_t i = 0; i < palette_pixels.size(); ++i) {
    const Rgb colour = palette()[palette_pixels[i] % std::tuple_size_v<Palette>];
    rgba[4 * i] = colour.r;
    rgba[4 * i + 1] = colour.g;
    rgba[4 * i + 2] = colour.b;
  }
  impl_->display();
}

void Window::show(const Frame& picture) {
  impl_->hold(picture.height_px, picture.width_px);
  const std::size_t plane = picture.pixels.size() / 3;
  const std::uint8_t* from = picture.pixels.data();
  auto* to = impl_->rgba.data();
  for (std::size_t i = 0; i < plane; ++i, to += 4) {
    to[0] = from[i];
    to[1] = from[plane + i];
    to[2] = from[2 * plane + i];
  }
  impl_->display();
}

int Window::height_px() const {
  return static_cast<int>(impl_->window.getSize().y);
}

int Window::width_px() const {
  return static_cast<int>(impl_->window.getSize().x);
}

}  // namespace crossroads
