# Which BLAS the torch programs load; include after find_package(Torch) and link crossroads_blas. Debian's LibTorch asks
# for libblas.so.3 and takes what the system's alternatives point to: the reference BLAS (ten times slower), or, where
# both builds of OpenBLAS are installed, the pthread one, whose threads fight with LibTorch's OpenMP threads. A program
# that links crossroads_blas looks in the folder of the OpenMP build first; no system setting is touched. A LibTorch
# that brings its own BLAS never asks for libblas.so.3, so nothing changes for it.
#
# It must be DT_RPATH: DT_RUNPATH, the linker's default, holds for what the program itself needs and not for what
# LibTorch needs.

set(CROSSROADS_OPENBLAS_DIR /usr/lib/${CMAKE_LIBRARY_ARCHITECTURE}/openblas-openmp CACHE PATH
    "Folder that holds the OpenMP build of OpenBLAS (libblas.so.3, liblapack.so.3)")

add_library(crossroads_blas INTERFACE)
if(EXISTS "${CROSSROADS_OPENBLAS_DIR}/libblas.so.3")
  target_link_options(crossroads_blas INTERFACE
    "LINKER:--disable-new-dtags" "LINKER:-rpath,${CROSSROADS_OPENBLAS_DIR}")
elseif(TORCH_LIBRARY MATCHES "^/usr/lib/")
  message(WARNING "Expected the OpenMP build of OpenBLAS at ${CROSSROADS_OPENBLAS_DIR}/libblas.so.3, found none: "
    "the torch programs will load the BLAS that the system prefers and may train ten times slower. "
    "Install libopenblas0-openmp, or set -DCROSSROADS_OPENBLAS_DIR=FOLDER.")
endif()
