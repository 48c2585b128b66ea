#include "sim/window.hpp"

#include <dlfcn.h>

#include <SFML/Graphics.hpp>
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>

#include "recordings/error.hpp"
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

unsigned scale_for_desktop(unsigned height_px, unsigned width_px) {
  const sf::VideoMode desktop = sf::VideoMode::getDesktopMode();
  const unsigned fits =
      std::min(desktop.width * 9 / 10 / width_px, desktop.height * 8 / 10 / height_px);
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
    case sf::Keyboard::R:
      return Key::restart;
    case sf::Keyboard::Escape:
      return Key::quit;
    default:
      return std::nullopt;
  }
}

}  // namespace

struct Window::Impl {
  unsigned height_px, width_px;
  sf::RenderWindow window;
  sf::Texture texture;
  sf::Sprite sprite;
  std::vector<sf::Uint8> rgba;

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
};

Window::Window(const std::string& title, int height_px, int width_px) {
  const DisplayCheck display;
  sf::err().rdbuf(nullptr);          // SFML's remarks (no vertical sync, ...) are no errors of ours
  impl_ = std::make_unique<Impl>();  // SFML's members reach for the display at once
  Impl& my = *impl_;
  my.height_px = static_cast<unsigned>(height_px);
  my.width_px = static_cast<unsigned>(width_px);
  const unsigned scale = scale_for_desktop(my.height_px, my.width_px);
  my.window.create({my.width_px * scale, my.height_px * scale}, title);
  if (!my.window.isOpen() || !my.texture.create(my.width_px, my.height_px)) {
    throw Error("a window with OpenGL", "none", "this display", "try another display");
  }
  my.window.setKeyRepeatEnabled(false);
  my.rgba.resize(std::size_t{4} * my.width_px * my.height_px, 255);
  my.sprite.setTexture(my.texture, true);
  my.fit(my.window.getSize().x, my.window.getSize().y);
}

Window::~Window() = default;

std::vector<Key> Window::keys() {
  std::vector<Key> pressed;
  sf::Event event{};
  while (impl_->window.pollEvent(event)) {
    if (event.type == sf::Event::Closed) pressed.push_back(Key::quit);
    if (event.type == sf::Event::Resized) impl_->fit(event.size.width, event.size.height);
    if (event.type != sf::Event::KeyPressed) continue;
    if (const auto key = key_of(event.key.code)) pressed.push_back(*key);
  }
  return pressed;
}

void Window::show(std::span<const std::uint8_t> palette_pixels) {
  Impl& my = *impl_;
  for (std::size_t i = 0; i < palette_pixels.size(); ++i) {
    const Rgb colour = palette()[palette_pixels[i] & 15U];
    my.rgba[4 * i] = colour.r;
    my.rgba[4 * i + 1] = colour.g;
    my.rgba[4 * i + 2] = colour.b;
  }
  my.texture.update(my.rgba.data());
  my.window.clear(sf::Color::Black);
  my.window.draw(my.sprite);
  my.window.display();
}

}  // namespace crossroads
